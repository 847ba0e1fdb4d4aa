"""What happened to a person and what comes, from every subject, on one line of time."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Value
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.permissions import Actor
from projects.documents import parts as papers
from projects.documents import queries as documents
from projects.participants.models import Participation
from projects.participants.parts import Moment, course
from projects.recruitment.models import Candidate
from projects.support.models import Attendance
from projects.support.parts import words
from ui import formats

MOST_MARKS = 6
ON_THE_PATH: dict[str, Promise] = {
    "diagnosis": gettext_lazy("Diagnosis"),
    "plan": gettext_lazy("Plan of support agreed"),
    "contract": gettext_lazy("Social contract signed"),
    "pause": gettext_lazy("Pause begins"),
}


def of(participation: Participation, *, by: Actor, on: date) -> list[Moment]:
    """The newest on top: recruitment, path, attendance, papers, exit, outcomes, what waits."""
    past = [
        *course(participation, [], on=on),
        *_recruited(participation),
        *_on_the_path(participation),
        *_attended(participation),
        *_papers(participation, by=by),
    ]
    return sorted(past, key=lambda moment: (moment.due, moment.on), reverse=True)


def _moment(on: date, text: str, *, tag: str = "") -> Moment:
    return Moment(on, formats.day(on), text, tag=tag)


def _recruited(participation: Participation) -> Iterator[Moment]:
    candidate = Candidate.objects.filter(participation=participation).first()
    if candidate is None or candidate.decided_on is None:
        return
    facts = {"number": candidate.number, "points": formats.number(candidate.points or 0)}
    text = _("Recruitment: accepted, candidate no. %(number)s, %(points)s points") % facts
    yield _moment(candidate.decided_on, text)


def _on_the_path(participation: Participation) -> Iterator[Moment]:
    """Every kind of record in one query: its name and its day."""
    kinds = [
        participation.diagnoses.values_list(Value("diagnosis"), "done_on"),
        participation.plans.values_list(Value("plan"), "agreed_on"),
        participation.contracts.values_list(Value("contract"), "signed_on"),
        participation.pauses.values_list(Value("pause"), "starts_on"),
    ]
    first, *others = (kind.order_by() for kind in kinds)
    for kind, on in first.union(*others, all=True):
        yield _moment(on, str(ON_THE_PATH[kind]))


def _attended(participation: Participation) -> Iterator[Moment]:
    marked = participation.attendance.exclude(mark="")
    rows = marked.select_related("session__service", "session__group")
    for cell in rows.order_by("-session__held_on", "-session__start_time")[:MOST_MARKS]:
        yield _moment(cell.session.held_on, _said(cell))


def _said(cell: Attendance) -> str:
    mark = str(cell.get_mark_display())
    whole = f"{mark}, {words.hours(cell.hours)}" if cell.hours else mark
    return f"{cell.session.service}: {whole}"


def _papers(participation: Participation, *, by: Actor) -> Iterator[Moment]:
    about = [participation.pk]
    issued = documents.papers_visible_to(by).filter(about__overlap=about, replaced_at=None)
    for paper in issued.order_by("-issued_on")[:MOST_MARKS]:
        yield _moment(paper.issued_on, f"{papers.kind_name(paper.kind)} {paper.full_number}")
