"""The e-mails about a period that is due, or was."""

from dataclasses import dataclass
from datetime import date

from api.errors import Text
from api.mail.service import Letter

# Indonesian words for dates; the English ones are those of `strftime`, which no locale changes here.
_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"),
    *("Agustus", "September", "Oktober", "November", "Desember"),
)


@dataclass(frozen=True)
class Undeclared:
    """The month that an office has not declared complete, and its days."""

    office: str
    month: date
    due_on: date
    taken_until: date  # by this office: after an extension, the day that it was given
    closed: bool  # that day has passed


def due_soon(about: Undeclared, name: str) -> Letter:
    """To `name`, before the due day."""
    month, due = month_name(about.month), day_name(about.due_on)
    return _letter(
        Text(
            f"Laporan {month.id} jatuh tempo {due.id}",
            f"The reports of {month.en} are due {due.en}",
        ),
        name,
        Text(
            f"{about.office} belum menyatakan laporan kegiatan {month.id} lengkap. Batas waktunya "
            f"{due.id}.",
            f"{about.office} has not declared its activity reports of {month.en} complete. They are "
            f"due on {due.en}.",
        ),
    )


def overdue(about: Undeclared, name: str) -> Letter:
    """To `name`, after the due day."""
    month, due, still = month_name(about.month), day_name(about.due_on), _still(about)
    return _letter(
        Text(
            f"Laporan {month.id} melewati batas waktu",
            f"The reports of {month.en} are overdue",
        ),
        name,
        Text(
            f"{about.office} belum menyatakan laporan kegiatan {month.id} lengkap. Batas waktunya "
            f"{due.id}; {still.id}",
            f"{about.office} has not declared its activity reports of {month.en} complete. They were "
            f"due on {due.en}; {still.en}",
        ),
    )


def _still(about: Undeclared) -> Text:
    last = day_name(about.taken_until)
    if about.closed:
        return Text(
            f"sejak {last.id} berakhir laporan baru tidak diterima: mintalah perpanjangan dahulu kepada "
            "provinsi.",
            f"after {last.en} no new reports are taken: ask the province for an extension first.",
        )
    return Text(
        f"sampai {last.id} laporan masih diterima, tetapi tercatat terlambat.",
        f"until {last.en} reports are still taken, but count as late.",
    )


def _letter(subject: Text, name: str, what: Text) -> Letter:
    mend = Text(
        "Ajukan laporan yang masih draf, lalu nyatakan lengkap (atau nihil) dalam aplikasi kantor Anda, "
        "atau dengan perintah `simpulctl periods declare`.",
        "Submit the drafts that are left, then declare the month complete (or nil) in your office's "
        "application, or by the command `simpulctl periods declare`.",
    )
    return Letter(subject, (Text(f"Yth. {name},", f"Dear {name},"), what, mend))


def month_name(day: date) -> Text:
    """`Oktober 2026`: the month of a day."""
    return Text(f"{_MONTHS[day.month - 1]} {day.year}", f"{day:%B} {day.year}")


def day_name(day: date) -> Text:
    """`10 November 2026`."""
    month = month_name(day)
    return Text(f"{day.day} {month.id}", f"{day.day} {month.en}")
