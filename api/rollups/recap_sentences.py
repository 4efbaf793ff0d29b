"""The two sentences that say a recap before anybody looks at a picture."""

from api.errors import Text
from api.rollups.recap import Recap
from api.rollups.recap_texts import Writer


def lead(about: Recap, writer: Writer) -> list[str]:
    """Who has declared, and what was done."""
    first = _of_all(about, writer) if about.whole else _of_one(about, writer)
    return [first, _activities(about, writer)]


def _of_all(about: Recap, writer: Writer) -> str:
    totals = about.month.totals
    if not totals.expected:
        return writer.say(
            Text("Bulan ini tidak ada yang ditunggu.", "Nobody is expected to report this month.")
        )
    received, expected, on_time = (
        writer.number(each) for each in (totals.received, totals.expected, totals.on_time)
    )
    return writer.say(
        Text(
            f"{received} dari {expected} kabupaten dan kota sudah menyatakan laporannya lengkap, "
            f"{on_time} tepat waktu.",
            f"{received} of {expected} regencies and cities have declared their reports complete, "
            f"{on_time} of them on time.",
        )
    )


def _of_one(about: Recap, writer: Writer) -> str:
    (row,) = about.rows
    month, said = writer.month(about.period), writer.standing(row.standing).lower()
    nil = f" ({writer.words['nil']})" if row.nil else ""
    return writer.say(
        Text(f"Pernyataan {month}: {said}{nil}.", f"The declaration of {month}: {said}{nil}.")
    )


def _activities(about: Recap, writer: Writer) -> str:
    sums = about.totals
    if not sums.activities:
        return writer.words["nothing"]
    activities, participants = writer.number(sums.activities), writer.number(sums.participants)
    reach, posts = writer.number(sums.reach), writer.number(sums.posts)
    activity, participant, post = (
        "" if each == 1 else "s" for each in (sums.activities, sums.participants, sums.posts)
    )
    return writer.say(
        Text(
            f"{activities} kegiatan, {participants} peserta, dan {posts} unggahan yang menjangkau "
            f"{reach} orang.",
            f"{activities} activit{'y' if not activity else 'ies'}, {participants} "
            f"participant{participant}, and {posts} post{post} with a reach of {reach}.",
        )
    )
