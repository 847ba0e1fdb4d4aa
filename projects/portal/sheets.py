"""What the guide shows beside the five jobs: a sheet as CSV with its columns, and an event as it comes."""

from django.utils.translation import gettext as _

from projects.portal.examples import NEW_KEY, VARIABLE
from projects.portal.jobs import API, Ids
from projects.support.vocabulary import Mark
from ui.parts import Column, Table

TOLD = """{"id":"019ab2…","type":"session.changed","object_id":"019ab1…",
 "happened_at":"2026-11-23T08:15:02+00:00","number":118,"subscription_id":"019ab0…"}"""


def commands(ids: Ids, *, root: str) -> list[str]:
    """The sheet of a session is fetched; filled in, it is sent."""
    key = f'--header "Authorization: Bearer ${VARIABLE}"'
    fetched = [
        f"curl --fail-with-body '{root}{API}/csv/?session={ids.session}'",
        key,
        "--output sheet.csv",
    ]
    sent = [
        f"curl --fail-with-body --request POST '{root}{API}/csv/'",
        key,
        '--header "Idempotency-Key: $KEY"',
        "--header 'Content-Type: text/csv'",
        "--data-binary @sheet.csv",
    ]
    return [_command(fetched), NEW_KEY + _command(sent)]


def _command(lines: list[str]) -> str:
    return " \\\n  ".join(lines)


def columns() -> Table:
    """Every column of the two tables, by its English and its Polish head."""
    both, marks, support = _("both"), _("attendance"), _("support")
    rows = [
        ("session", "sesja", marks, _("id of the session")),
        ("participant", "uczestnik", both, _("id of the participant")),
        ("mark", "obecność", marks, ", ".join(Mark.values)),
        ("hours", "godziny", marks, _("only with PARTIAL: how many hours")),
        ("version", "wersja", marks, _("as it was handed out; 0 for a mark that is new")),
        ("service", "usługa", support, _("id of the service")),
        ("given_on", "dzień", support, _("the day")),
        ("quantity", "ilość", support, _("how many units of the service")),
    ]
    heads = [
        Column(_("Column")),
        Column(_("In Polish")),
        Column(_("Of which table")),
        Column(_("What stands there")),
    ]
    return Table(_("Columns"), heads, rows, caption_hidden=True)
