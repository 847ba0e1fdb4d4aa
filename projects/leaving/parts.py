"""What the pages of leaving say."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from core.permissions import Actor
from projects.leaving import queries
from projects.leaving.models import UnitExport
from projects.leaving.operations import USABLE_DAYS
from projects.workbench import history as trail
from projects.workbench.models import PreparedFile
from ui import formats


class Told(NamedTuple):
    """A sentence with a next step, as the component `notice` takes it."""

    text: str
    url: str
    url_label: str


def what() -> list[tuple[str, str]]:
    """What is in the archive and what is not, each with a word for it."""
    return [
        (
            _("Tables"),
            _(
                "Everything that was ever entered here and not erased, as CSV and as JSON, readable "
                "without Szansa: people with their PESEL numbers, projects, support, papers, history."
            ),
        ),
        (_("Files"), _("Scans, papers and uploads, exactly as they were put in.")),
        (
            _("Around them"),
            _(
                "Who has which role, partners, released figures, the lists that explain codes, a "
                "description of every column in Polish and English, and checksums."
            ),
        ),
        (
            _("Not in it"),
            _(
                "Passwords, tokens and keys, what is counted from the tables, and whatever belongs to the "
                "programme or to other units. The archive names each with the reason."
            ),
        ),
    ]


def finding(export: UnitExport | None) -> str:
    """The page's first line: how far it is."""
    if export is None:
        return _("Nobody asks for the archive of the unit now")
    who = {"who": export.asked_by.display_name}
    if export.agreed_at is None:
        return _("%(who)s asks for the archive of the whole unit") % who
    return _("%(who)s may take the archive of the whole unit") % who


def who_may_agree(names: Sequence[str]) -> str:
    if not names:
        return _(
            "Nobody else here may agree. Invite another administrator first, or a project coordinator "
            "of the whole unit."
        )
    return _("May agree: %(names)s.") % {"names": ", ".join(names)}


def waits_among_files(prepared: PreparedFile | None) -> Told | None:
    """Where the archive is that is being made, or was made and not downloaded yet."""
    if prepared is None:
        return None
    text = _("The archive is being made.")
    if prepared.until:
        until = {"until": formats.moment(prepared.until)}
        text = _("The archive is ready, and can be downloaded once until %(until)s.") % until
    return Told(text, reverse("workbench:files"), _("My files"))


def history() -> list[trail.Entry]:
    """All that was done about every request, and what the operator took out, the newest first."""
    of_requests = trail.of(queries.exports().values_list("pk", flat=True), with_reasons=True)
    by_operator = [trail.entry_of(event, True) for event in queries.taken_by_the_operator()]
    return sorted([*of_requests, *by_operator], key=lambda entry: entry.at, reverse=True)


def asked(names: Sequence[str]) -> str:
    if not names:
        return f"{_('The request is saved.')} {who_may_agree(names)}"
    told = {"names": ", ".join(names)}
    return _("The request is saved and waits in the day of whoever may agree: %(names)s.") % told


def ask_lead() -> str:
    return _("Nothing leaves until another person agrees.")


def agree_lead(export: UnitExport, *, on: date) -> str:
    told = {"who": export.asked_by.display_name, "until": formats.day(last_day(on))}
    return (
        _(
            "If you agree, %(who)s may download every name, PESEL number and file of the unit until "
            "%(until)s. You may take the agreement back; what was downloaded does not come back."
        )
        % told
    )


def last_day(on: date) -> date:
    """Until when an agreement of this day stands."""
    return on + timedelta(days=USABLE_DAYS)


def agreed(export: UnitExport) -> str:
    told = {"who": export.asked_by.display_name, "until": formats.day(export.usable_until)}
    return _("You agreed. %(who)s may have the archive made until %(until)s.") % told


def dropping(export: UnitExport, *, by: Actor) -> dict[str, str]:
    """The words of the page on which a request is taken back or refused, or an agreement."""
    told = {"who": export.asked_by.display_name}
    if export.asked_by_id == getattr(by, "pk", None):
        words, lead = _("Take the request back"), _("Nothing of it will leave any more.")
    elif export.agreed_at is None:
        words, lead = (
            _("Refuse the request"),
            _("%(who)s asks for the archive of the whole unit.") % told,
        )
    else:
        words = _("Take the agreement back")
        lead = _("%(who)s can download nothing of it any more.") % told
    return {"title": words, "submit": words, "lead": lead}


def dropped() -> str:
    return _("Done: nothing more can be downloaded, and an archive that waited is deleted.")
