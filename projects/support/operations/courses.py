"""How a course ended is written down; the outcome of participation is offered, never made here."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.participants.models import Participation
from projects.support.entries import ResultEntry
from projects.support.models import CourseResult, Service
from projects.support.operations.basket import locked_participation, refuse_other_project
from ui import formats


class NoCertificate(RuleBroken):
    message = _(
        "“%(service)s” ends without a certificate. Choose a course that has one, "
        "or mark it so in the catalogue."
    )
    field = "service"


class IssuedBeforeTheEnd(RuleBroken):
    message = _("A certificate cannot be issued on %(issued_on)s, before the course ended.")
    field = "issued_on"


class NotYet(RuleBroken):
    message = _("%(day)s has not come yet. Enter it when the day has come, or correct the day.")


class EndedBeforeStart(RuleBroken):
    message = _(
        "The course cannot have ended on %(ended_on)s: support began on %(since)s. Correct the day."
    )
    field = "ended_on"


@operation()
def record_result(
    *, participation: Participation, service: Service, entry: ResultEntry, on: date, by: Actor
) -> CourseResult:
    """Write down or replace the result of one course; outcomes of participation stay as they are."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = locked_participation(participation)
    refuse_other_project(found, service)
    if not service.ends_with_certificate:
        raise NoCertificate(service=service)
    _decide(entry, since=found.started_on or found.project.starts_on, on=on)
    result = found.course_results.filter(service=service).first() or CourseResult(
        participation=found, service=service
    )
    for name, value in vars(entry).items():
        setattr(result, name, value)
    result.save()
    audit.record("recorded a course result", result, by=by)
    return result


def _decide(entry: ResultEntry, *, since: date, on: date) -> None:
    """The exam may come after the exit: the course itself did not."""
    for name, day in (("ended_on", entry.ended_on), ("issued_on", entry.issued_on)):
        if day and day > on:
            raise NotYet(field=name, day=formats.day(day))
    if entry.ended_on < since:
        raise EndedBeforeStart(ended_on=formats.day(entry.ended_on), since=formats.day(since))
    if entry.issued_on and entry.issued_on < entry.ended_on:
        raise IssuedBeforeTheEnd(issued_on=formats.day(entry.issued_on))
