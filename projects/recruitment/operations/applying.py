"""Somebody applies on paper or by telephone; what was entered is corrected; a PESEL is shown."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import audit, outbox, pesel, polish
from core.days import warsaw_day
from core.errors import RuleBroken, StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.participants.operations.entering import check_start, pesel_index
from projects.recruitment import queries
from projects.recruitment.entries import Application, answers_as_text, as_text
from projects.recruitment.models import Candidate, Notice, Recruitment
from projects.recruitment.operations.keeping import set_day
from projects.recruitment.operations.priority import set_priority
from ui import formats


class NotOpen(RuleBroken):
    message = _("This round does not take applications now. Look at the open ones.")


class AppliedInFuture(RuleBroken):
    message = _("The application cannot come later than now: %(day)s has not been yet.")
    field = "applied_on"


class AlreadyErased(RuleBroken):
    message = _("The data of this candidate were deleted; nothing is left to change.")


class IsParticipant(RuleBroken):
    message = _(
        "This candidate is a participant now. Correct the person on the participant's page."
    )


@operation(moves_figures=True)
def add_candidate(
    *,
    recruitment: Recruitment,
    application: Application,
    source: str,
    applied_at: datetime,
    at: datetime,
    by: Actor,
) -> Candidate:
    """Enter an application that came on paper or by telephone, with the moment it came."""
    require(by, Permission.EDIT_PEOPLE, project=recruitment.project_id)
    refuse_future(applied_at, at=at)
    candidate = file_application(
        recruitment,
        application,
        applied_at=applied_at,
        at=at,
        source=source,
        notice=queries.notice_in_force(recruitment),
        notice_given_at=applied_at,
    )
    audit.record("entered a candidate", candidate, by=by)
    return candidate


@operation()
def correct_candidate(
    *, candidate: Candidate, application: Application, version: int, at: datetime, by: Actor
) -> Candidate:
    """Correct what was entered; points stay as they were confirmed."""
    recruitment = candidate.recruitment
    require(by, Permission.EDIT_PEOPLE, project=recruitment.project_id)
    locked = locked_candidate(candidate, version=version)
    if locked.participation_id is not None:
        raise IsParticipant
    check_application(recruitment, application, at=at)
    before = {name: getattr(locked, name) for name in _columns(application)}
    write_application(locked, application)
    changed = [name for name, value in before.items() if (getattr(locked, name) or "") != value]
    set_priority(locked)
    locked.version += 1
    locked.save()
    audit.record("corrected a candidate", locked, by=by, fields=_shown(changed))
    return locked


@operation()
def reveal_pesel(*, candidate: Candidate, by: Actor) -> str:
    """Show the whole number; who looked is on record, the number is not."""
    require(by, Permission.REVEAL_PESEL, project=candidate.recruitment.project_id)
    audit.record("revealed a PESEL", candidate, by=by)
    return candidate.pesel or ""


def file_application(
    recruitment: Recruitment,
    application: Application,
    *,
    applied_at: datetime,
    at: datetime,
    source: str,
    notice: Notice | None,
    notice_given_at: datetime | None,
) -> Candidate:
    """Check the application and give it the next number of the round; for operations to share."""
    locked = Recruitment.objects.select_for_update(of=("self",)).select_related("project")
    found = locked.get(pk=recruitment.pk)
    check_application(found, application, at=at)
    found.last_number += 1
    found.save(update_fields=["last_number"])
    candidate = Candidate(
        recruitment=found,
        number=found.last_number,
        source=source,
        applied_at=applied_at,
        notice=notice,
        notice_given_at=notice_given_at if notice else None,
    )
    write_application(candidate, application)
    set_priority(candidate)
    set_day(candidate, found)
    candidate.save(force_insert=True)
    outbox.write(outbox.Topic.CARD, found.project_id)
    return candidate


def refuse_future(applied_at: datetime, *, at: datetime) -> None:
    """Raise when an application is said to have come later than at that moment."""
    if applied_at > at:
        raise AppliedInFuture(day=formats.moment(applied_at))


def check_application(recruitment: Recruitment, application: Application, *, at: datetime) -> None:
    """The same checks as of a participant: whatever passes here can be promoted unchanged."""
    on = warsaw_day(at)
    check_start(recruitment.project, application.person, application.state, on=on)


def locked_candidate(candidate: Candidate, *, version: int) -> Candidate:
    """The candidate, locked after its round so that nobody waits in a circle."""
    Recruitment.objects.select_for_update().get(pk=candidate.recruitment_id)
    rows = Candidate.objects.select_for_update(of=("self",)).select_related("recruitment__project")
    found = rows.get(pk=candidate.pk)
    if found.version != version:
        raise StaleEdit
    if found.erased_at is not None:
        raise AlreadyErased
    return found


def _columns(application: Application) -> dict[str, Any]:
    """The model's columns of an application; the PESEL apart, for its index goes with it."""
    person = application.person
    names = ("given_name", "family_name", "born_on", "sex", "gmina")
    return {
        **{name: getattr(person, name) for name in names},
        "sort_key": polish.sort_key(person.family_name, person.given_name),
        "search_key": polish.folded(f"{person.family_name} {person.given_name}"),
        "particulars": as_text(person, without=("pesel",)),
        "state": as_text(application.state),
        "answers": answers_as_text(application.answers),
    }


def write_application(candidate: Candidate, application: Application) -> None:
    """Fill the columns of a candidate; the caller saves."""
    for name, value in _columns(application).items():
        setattr(candidate, name, value)
    number = application.person.pesel
    digits = pesel.plain(number) if number else None
    candidate.pesel = digits
    candidate.pesel_index = pesel_index(digits) if digits else None


def _shown(changed: list[str]) -> list[str]:
    return [name for name in changed if name not in ("sort_key", "search_key")]
