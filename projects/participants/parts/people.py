"""What the page of a participant is made of: facts, a course and what is due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import pesel
from core.permissions import Actor, Permission, can
from projects.agreements.models import Project
from projects.participants import queries, rules
from projects.participants.columns import entry_of, leave_of, outcomes_from_text, start_of
from projects.participants.entries import as_leave, as_start
from projects.participants.models import EarlierExit, Participation, Person
from projects.participants.rule_sets import rule_set
from projects.participants.vocabulary import OutcomeKind
from projects.participants.wordings import said_of
from projects.workbench.history import Entry
from ui import formats
from ui.parts import Cell


def state_of(participation: Participation, *, on: date) -> Cell:
    waits = queries.waits(participation)
    begun, ended_on = participation.started_on is not None, participation.ended_on
    return state(begun, ended_on, waits, participation.project.rule_set, on=on)


def state(
    has_begun: bool, ended_on: date | None, is_waiting: bool, rules_of: str, *, on: date
) -> Cell:
    """In words, by the code of the rule set of the project."""
    if not has_begun:
        return Cell(_("not started yet"))
    if ended_on is None:
        return Cell(_("takes part"))
    if not is_waiting:
        return Cell(_("left on %(day)s") % {"day": formats.day(ended_on)})
    window = queries.window_of(ended_on, rules_of, on=on)
    words = _("outcome until %(day)s") % {"day": formats.day(window.closes_on)}
    tag = _("late") if window.is_late else _("within a week") if window.is_this_week else ""
    return Cell(words, tag=tag)


@dataclass(frozen=True)
class Moment:
    """One point of a person's course, as the timeline component draws it."""

    on: date
    when: str
    text: str
    due: bool = False
    tag: str = ""


def course(
    participation: Participation, changes: Iterable[Entry], *, on: date, whole: bool
) -> list[Moment]:
    """What happened and what is to come, the newest on top; `whole` with notes and reasons."""
    moments = [*_milestones(participation, whole=whole), *(_change(change) for change in changes)]
    moments += _earlier_exits(participation, whole=whole)
    moments.sort(key=lambda moment: moment.on, reverse=True)
    if not queries.waits(participation):
        return moments
    due = queries.due_of(participation, on=on)
    until = _("until %(day)s") % {"day": formats.day(due.closes_on)}
    return [Moment(due.closes_on, until, _("Outcome to be recorded"), due=True), *moments]


def _milestones(participation: Participation, *, whole: bool) -> Iterator[Moment]:
    for outcome in participation.outcomes.all():
        text = f"{outcome.get_kind_display()}: {outcome.get_evidence_display()}"
        if outcome.note and whole:
            text = f"{text} ({outcome.note})"
        yield _moment(outcome.observed_on, text, tag=_("outcome"))
    if participation.ended_on:
        yield _moment(participation.ended_on, _left(participation, participation))
    if participation.started_on is None:
        return
    status = {"status": participation.get_labour_status_display()}
    yield _moment(participation.started_on, _("First support: %(status)s") % status)


def _left(participation: Participation, leaving: Participation | EarlierExit) -> str:
    path = _("path completed") if leaving.completed_path else _("path not completed")
    situation = _situation(participation, leaving.exit_situation)
    return _("Left: %(situation)s, %(path)s") % {"situation": situation, "path": path}


def _earlier_exits(participation: Participation, *, whole: bool) -> Iterator[Moment]:
    """Exits after which the person came back, or that were recorded anew, with their outcomes."""
    for each in participation.earlier_exits.all():
        tag = _("withdrawn") if each.returned_on else _("corrected since")
        yield _moment(each.ended_on, _left(participation, each), tag=tag)
        for outcome in outcomes_from_text(each.outcomes):
            yield _moment(outcome.observed_on, str(OutcomeKind(outcome.kind).label), tag=tag)
        if each.returned_on:
            back = _("Came back to the project")
            why = f"{back}: {each.reason}" if whole and each.reason else back
            yield _moment(each.returned_on, why)


def exit_situation(participation: Participation) -> str:
    return _situation(participation, participation.exit_situation)


def _situation(participation: Participation, code: str) -> str:
    scope = rule_set(participation.project.rule_set).scope
    return said_of(scope, "exit_situation", code)


def _moment(on: date, text: str, *, tag: str = "") -> Moment:
    return Moment(on, formats.day(on), text, tag=tag)


def _change(change: Entry) -> Moment:
    return Moment(change.on, change.when, change.text, tag=_("entry"))


@dataclass(frozen=True)
class Todo:
    """One thing to do, as the list of things to do draws it."""

    when: str
    text: str
    url: str = ""
    overdue: bool = False


def in_days(days: int) -> str:
    """'in 3 days', 'today', '2 days late'."""
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("one day late", "%(n)s days late", -days) % {"n": -days}
    return ngettext("in one day", "in %(n)s days", days) % {"n": days}


def doubts(participation: Participation, *, on: date) -> list[rules.Problem]:
    """What no check refused and somebody should still look at: warnings and questions."""
    start = as_start(entry_of(participation.person), start_of(participation))
    project, chosen = participation.project, rule_set(participation.project.rule_set)
    problems = rules.problems_at_start(
        start,
        project_starts_on=project.starts_on,
        project_ends_on=project.ends_on,
        gmina_known=True,
        today=on,
        rule_set=chosen,
    )
    if participation.ended_on:
        leave = as_leave(leave_of(participation))
        problems += rules.problems_at_leave(start, leave, today=on, rule_set=chosen)
    return [problem for problem in problems if problem.severity != "E"]


def rights(actor: Actor, project: Project) -> dict[str, bool]:
    """Which parts and buttons of a person's page the actor may see."""
    return {
        "edit": can(actor, Permission.EDIT_PEOPLE, project=project.pk),
        "reveal": can(actor, Permission.REVEAL_PESEL, project=project.pk),
        "void": can(actor, Permission.EDIT_PROJECTS, project=project.pk),
        "read_case": can(actor, Permission.READ_CASES, project=project.pk),
    }


def masked_pesel(person: Person) -> str:
    """Its last two digits behind dots, or nothing for somebody without the number."""
    return pesel.masked(person.pesel) if person.pesel else ""
