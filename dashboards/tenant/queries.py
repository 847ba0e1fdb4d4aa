"""What a unit can ask about its own figures: targets reached, who counts and why, how fresh."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.permissions import Actor, Permission, projects_held
from indicators.cells import queries as cells
from indicators.cells.queries import NOBODY, Count
from indicators.definitions import queries as definitions
from indicators.definitions.queries import Published
from indicators.facts.models import Publication
from indicators.language import as_python, as_sentence, fields
from indicators.language.as_python import Verdict
from indicators.targets.models import Target
from projects.agreements.queries import Figures, Progress, Reached
from projects.participants import queries as participants
from projects.participants.models import Outcome, Participation
from projects.participants.queries import Counting

CELLS = {"total": "", "women": "F", "men": "M"}
# Of the outcomes that a definition can ask for.
OUTCOME_COLUMNS = {name: outcome.column for name, outcome in fields.OUTCOMES.items()}
# Columns of the counting row, by where a participation keeps them.
COLUMNS = {
    "started_on": "started_on",
    "ended_on": "ended_on",
    "person__sex": "sex",
    "age_at_start": "age",
    "labour_status": "labour_status",
    "long_term_unemployed": "long_term_unemployed",
    "isced": "isced",
    "disability": "disability",
    "at_risk": "at_risk",
    "gmina_at_start": "gmina",
    "project__rule_set": "rule_set",
    "completed_path": "completed_path",
}

Row = dict[str, Any]


def figures_of(projects: Iterable[UUID]) -> dict[UUID, Figures]:
    """Of each project: who is in it and out of it, and every indicator against its target."""
    ids = list(projects)
    counts, known = cells.by_project(ids), definitions.definitions()
    targets = {(t.project_id, t.definition_code): t for t in Target.objects.filter(project__in=ids)}
    people = participants.totals_by_project(ids)
    found = {}
    for pk in ids:
        rows = [
            _progress(code, definition.short_name, pk, counts, targets.get((pk, code)))
            for code, definition in known.items()
        ]
        shown = [row for row in rows if row.total.achieved or row.has_target]
        total = people.get(pk, participants.Totals(0, 0, 0, 0))
        left = total.participations - total.taking_part
        found[pk] = Figures(total.taking_part, left, total.waiting, shown)
    return found


def promised(project: UUID, *, on: date) -> list[Progress]:
    """Every indicator that may have a target or has one, in order, with what is reached."""
    counts = cells.by_project([project])
    targets = {target.definition_code: target for target in Target.objects.filter(project=project)}
    wanted = {one.definition.code for one in definitions.in_force(on=on)} | set(targets)
    return [
        _progress(code, definition.short_name, project, counts, targets.get(code))
        for code, definition in definitions.definitions().items()
        if code in wanted
    ]


def _progress(
    code: str,
    name: str,
    project: UUID,
    counts: Mapping[tuple[UUID, str, str], Count],
    target: Target | None,
) -> Progress:
    reached = {
        cell: Reached(
            achieved=counts.get((project, code, sex), NOBODY).participations,
            target=getattr(target, f"{cell}_count", None),
            is_invented=target is not None and cell in target.invented,
        )
        for cell, sex in CELLS.items()
    }
    return Progress(code=code, name=name, **reached)


@dataclass(frozen=True)
class Supported:
    """One indicator over all the projects the reader sees; people once, or unknown."""

    participations: int
    people: int | None


def supported(by: Actor, projects: Iterable[UUID]) -> dict[str, Supported]:
    """Each indicator's count; people only for whoever sees the whole unit: they do not add up."""
    if projects_held(by, Permission.SEE_FIGURES) is None:
        whole = cells.whole_tenant()
        return {code: Supported(c.participations, c.people) for code, c in whole.items()}
    found: dict[str, Supported] = {}
    for (_project, code, sex), count in cells.by_project(projects).items():
        if not sex:
            before = found.get(code, Supported(0, None))
            found[code] = Supported(before.participations + count.participations, None)
    return found


def publication_of(tenant_id: int) -> Publication | None:
    """When the unit's figures were last published, and what went wrong since."""
    return Publication.objects.filter(tenant_id=tenant_id).first()


def in_force(code: str, *, on: date) -> Published | None:
    return next((one for one in definitions.in_force(on=on) if one.definition.code == code), None)


@dataclass(frozen=True)
class Judged:
    """A participation's id, the rule's answer with the branch that decided it, and the day."""

    participation_id: UUID
    verdict: Verdict
    counted_on: date | None


def judged(rows: QuerySet[Participation], one: Published) -> list[Judged]:
    """Every participation judged by the rule, in their order; two queries for any number."""
    return [
        Judged(pk, as_python.verdict(one.rule, row), row[one.definition.counts_on])
        for pk, row in _counting_rows(rows.filter(started_on__isnull=False))
    ]


def counting_of(participation: Participation, on: date) -> list[Counting]:
    """What one participation counts to by the rules in force; the reason is a sentence.

    It comes with its person, its project and its outcomes, and is not asked for again.

    Whoever is accepted and has had no support yet counts to nothing, and there is no row.
    """
    if participation.started_on is None:
        return []
    values = {name: attrgetter(name.replace("__", "."))(participation) for name in COLUMNS}
    row = _counting_row(values, _observed(participation.outcomes.all()))
    return [_counting(one, row, participation, on=on) for one in definitions.in_force(on=on)]


def reason_of(verdict: Verdict) -> str:
    """The branch that decided, and whether it is fulfilled."""
    clause = {"clause": as_sentence.sentence(verdict.branch)}
    if _is_fulfilled(verdict):
        return _("fulfilled: %(clause)s") % clause
    return _("not fulfilled: %(clause)s") % clause


def _is_fulfilled(verdict: Verdict) -> bool:
    # Each "not" above the branch turned its answer over.
    turned = verdict.decided_by.split(".").count("not") % 2
    return verdict.holds is not bool(turned)


def _counting(one: Published, row: Row, participation: Participation, *, on: date) -> Counting:
    verdict = as_python.verdict(one.rule, row)
    answer, reason = "yes" if verdict.holds else "no", reason_of(verdict)
    if not verdict.holds and _may_still_hold(one, row, participation, on=on):
        clause = {"clause": as_sentence.sentence(verdict.branch)}
        answer, reason = "possible", _("still open: %(clause)s") % clause
    return Counting(one.definition.code, one.definition.short_name, answer, reason)


def _may_still_hold(one: Published, row: Row, participation: Participation, *, on: date) -> bool:
    return any(as_python.verdict(one.rule, ahead).holds for ahead in _ahead(row, participation, on))


def _ahead(row: Row, participation: Participation, on: date) -> Iterator[Row]:
    """The best that may still come: an exit today with every outcome, or an outcome today."""
    days = {column: row[column] or on for column in OUTCOME_COLUMNS.values()}
    if participation.ended_on is None:
        for completed in (True, False):
            yield {**row, "ended_on": on, "completed_path": completed, **days}
    elif participants.due_of(participation, on=on).days_left >= 0:
        yield {**row, **days}


def _counting_rows(rows: QuerySet[Participation]) -> Iterator[tuple[UUID, Row]]:
    """The columns that rules may ask about, as the publishing worker reads them."""
    found = list(rows.values("pk", *COLUMNS))
    outcomes: dict[UUID, list[Outcome]] = defaultdict(list)
    for outcome in Outcome.objects.filter(participation__in=rows.order_by().values("pk")):
        outcomes[outcome.participation_id].append(outcome)
    for values in found:
        yield values["pk"], _counting_row(values, _observed(outcomes[values["pk"]]))


def _counting_row(values: Mapping[str, Any], observed: Mapping[str, date]) -> Row:
    row = {column: values[name] for name, column in COLUMNS.items()}
    return row | {column: observed.get(column) for column in OUTCOME_COLUMNS.values()}


def _observed(outcomes: Iterable[Outcome]) -> dict[str, date]:
    """Without evidence an outcome counts to nothing; nor does one that no definition asks for."""
    asked = (each for each in outcomes if each.evidence and each.kind in OUTCOME_COLUMNS)
    return {OUTCOME_COLUMNS[each.kind]: each.observed_on for each in asked}
