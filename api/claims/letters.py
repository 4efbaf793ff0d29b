"""What is written to somebody who reported a claim and wanted to be told.

Nobody has proven that the address is his: nothing that a stranger typed is repeated.
"""

from api.claims.answering import Answer
from api.claims.public_texts import sentence
from api.clarifications.schemas import Verdict
from api.errors import Text
from api.mail.service import Letter

_VERDICTS = {
    Verdict.FALSE: Text("salah", "false"),
    Verdict.MISLEADING: Text("menyesatkan", "misleading"),
    Verdict.TRUE: Text("benar", "true"),
    Verdict.UNPROVEN: Text("belum terbukti", "unproven"),
    Verdict.SATIRE: Text("satire", "satire"),
}
_WHY = Text(
    "Anda menerima surat ini karena alamat ini diberikan bersama laporan itu. Data Anda dihapus sesudahnya.",
    "You get this letter because this address was given with that report. Your data are erased afterwards.",
)


def answered(reference: str, status: str, answer: Answer | None, link: str | None) -> Letter:
    """The answer, or that there is none; also when it was corrected or retracted since."""
    told = [sentence(status, answer.state if answer else None)]
    if answer is not None:
        if not answer.is_retracted:
            told.append(_title(answer))
        elif answer.public_reason:
            told.append(Text(answer.public_reason, answer.public_reason))
    subject = Text(f"Laporan isu {reference}", f"Report {reference}")
    return Letter(subject, (*told, _WHY), link)


def _title(answer: Answer) -> Text:
    verdict = _VERDICTS.get(answer.verdict)  # type: ignore[call-overload]
    words = verdict or Text(answer.verdict, answer.verdict)
    return Text(f"{answer.title} ({words.id})", f"{answer.title} ({words.en})")
