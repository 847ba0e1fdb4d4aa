"""Every failed check of a participation: of its state, its exit and what stands on file.

What other apps keep (support, social contracts, the side of a revitalised area) they tell
through `on_file_finders`, for many participations at once.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from projects.agreements.models import Project
from projects.participants import rules
from projects.participants.columns import entry_of, leave_of, premise_of, start_of
from projects.participants.entries import StateEntry, as_leave, as_premise, as_start
from projects.participants.models import Participation, Premise
from projects.participants.rule_sets import rule_set
from projects.participants.urbanisation import Degrees
from territory.models import Unit

# Each answers, by participation, with the fields of rules.OnFile that it knows.
Finder = Callable[[Sequence[Participation], date], Mapping[UUID, Mapping[str, Any]]]
on_file_finders: list[Finder] = []


def target_group_of(project: Project) -> rules.TargetGroupRules:
    """For whom the project is, as the checks read it: the one bridge to the agreement."""
    return rules.TargetGroupRules()


def of_many(rows: Sequence[Participation], *, on: date) -> dict[UUID, list[rules.Problem]]:
    """The failed checks by participation, in a number of queries that does not grow.

    The rows come with their person and project, and their outcomes prefetched.
    """
    states = {row.pk: start_of(row) for row in rows}
    names = _gmina_names(states.values())
    filed = _on_file(rows, states, names, on=on)
    return {row.pk: _problems(row, states[row.pk], filed[row.pk], names, on=on) for row in rows}


def _problems(
    row: Participation,
    state: StateEntry,
    on_file: rules.OnFile,
    names: Mapping[str, str],
    *,
    on: date,
) -> list[rules.Problem]:
    project, chosen = row.project, rule_set(row.project.rule_set)
    start = as_start(entry_of(row.person), state)
    problems = rules.problems_at_start(
        start,
        project_starts_on=project.starts_on,
        project_ends_on=project.ends_on,
        gmina_known=start.gmina in names,
        today=on,
        rule_set=chosen,
    )
    problems += rules.problems_on_file(
        start,
        on_file,
        ended_on=row.ended_on,
        project_ends_on=project.ends_on,
        group=target_group_of(project),
        today=on,
        rule_set=chosen,
    )
    if row.ended_on:
        leave = as_leave(leave_of(row))
        problems += rules.problems_at_leave(start, leave, today=on, rule_set=chosen)
    return problems


def _gmina_names(states: Any) -> dict[str, str]:
    wanted = {state.address.gmina for state in states}
    return dict(Unit.objects.filter(pk__in=wanted).values_list("pk", "display_name"))


def _on_file(
    rows: Sequence[Participation],
    states: Mapping[UUID, StateEntry],
    names: Mapping[str, str],
    *,
    on: date,
) -> dict[UUID, rules.OnFile]:
    premises: dict[UUID, list[rules.PremiseSeen]] = defaultdict(list)
    for premise in Premise.objects.filter(participation__in=[row.pk for row in rows]):
        premises[premise.participation_id].append(as_premise(premise_of(premise)))
    unknown = [row for row in rows if row.degurba_at_start is None]
    degrees = Degrees(row.gmina_at_start for row in unknown)
    filed = {}
    for row in rows:
        benefits, degree = states[row.pk].benefits, row.degurba_at_start
        filed[row.pk] = rules.OnFile(
            premises=tuple(premises[row.pk]),
            benefits=None if benefits is None else frozenset(benefits),
            guardian_consented=row.guardian_consented_on is not None,
            degurba=degree or degrees.of(row.gmina_at_start, row.started_on or on),
            gmina_name=names.get(row.gmina_at_start, ""),
        )
    for find in on_file_finders:
        for pk, known in find(rows, on).items():
            filed[pk] = replace(filed[pk], **known)
    return filed
