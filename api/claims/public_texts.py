"""What the public is told of a claim: one sentence each, whatever the office noted for itself."""

from api.claims.models import ClaimStatus
from api.clarifications.models import PublicState
from api.errors import Text

S = ClaimStatus
_GONE_ON = Text(
    "Laporan ini diteruskan kepada kantor lain, yang akan menjawabnya.",
    "This report was passed on to another office, which will answer it.",
)
STANDS = {
    S.NEW: Text(
        "Laporan Anda sudah diterima dan menunggu diperiksa.",
        "Your report was received and waits to be checked.",
    ),
    S.ASSIGNED: Text("Laporan Anda sedang diperiksa.", "Your report is being checked."),
    S.CLARIFIED: Text("Laporan Anda sudah dijawab.", "Your report was answered."),
    S.NOT_CLARIFIABLE: Text(
        "Isu ini sudah diperiksa, tetapi tidak cukup bukti untuk memastikannya.",
        "This was checked, but there is not enough evidence to say whether it is true.",
    ),
    S.INELIGIBLE: Text(
        "Laporan ini bukan isu yang dapat kami periksa, misalnya pendapat atau keluhan layanan.",
        "This is not something that we can check, such as an opinion or a complaint.",
    ),
    S.DUPLICATE: Text("Isu yang sama sudah pernah dilaporkan.", "The same was reported before."),
    S.TRANSFERRED: _GONE_ON,
    S.ESCALATED: _GONE_ON,
}
ANSWERED_SINCE = {
    PublicState.CORRECTED: Text(
        "Laporan Anda sudah dijawab. Jawabannya dikoreksi sesudah itu: bacalah versi terbarunya.",
        "Your report was answered. The answer was corrected since: read it again.",
    ),
    PublicState.RETRACTED: Text(
        "Laporan Anda sudah dijawab, tetapi jawabannya ditarik sesudah itu.",
        "Your report was answered, but the answer was retracted since.",
    ),
}


_FOR_OFFICES = Text(
    "Laporan Anda sudah diperiksa. Jawabannya untuk kantor pemerintah, belum untuk umum.",
    "Your report was checked. The answer is for government offices, and not public yet.",
)


def sentence(status: str, answer_state: str | None) -> Text:
    """How a claim stands; `answer_state` is that of the clarification which answers it, if it is public."""
    since = {state.value: text for state, text in ANSWERED_SINCE.items()}
    if status == S.CLARIFIED and answer_state is None:
        return _FOR_OFFICES
    if status == S.CLARIFIED and answer_state in since:
        return since[answer_state]
    return STANDS[ClaimStatus(status)]
