"""Every failed check of a participation: of its state, its exit and what stands on file.

What other apps keep, they put on the shelves of `filing`; what has to be worked out first, they
register there, for many participations at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import prefetch_related_objects

from projects.agreements import queries as agreements
from projects.agreements import rules as agreement_rules
from projects.agreements.models import Project, TargetGroup
from projects.participants import filing, rules
from projects.participants.columns import entry_of, leave_of, start_of
from projects.participants.entries import StateEntry, as_leave, as_start
from projects.participants.models import Participation
from projects.participants.rule_sets import rule_set
from projects.participants.urbanisation import Degrees

GROUP = "target_group__revitalisation_area__ranges"


def target_group_of(project: Project) -> rules.TargetGroupRules:
    """For whom the project is, as the checks read it."""
    return _rules_of(agreements.target_group_of(project))


def _rules_of(group: TargetGroup) -> rules.TargetGroupRules:
    """The one bridge from the agreement to the checks."""
    return rules.TargetGroupRules(
        premises_required=group.premises_required_count,
        gminas=frozenset(group.gminas),
        revitalisation_side=group.revitalisation_side,
        reintegration_unit=group.reintegration_unit,
        minors_allowed=group.minors_allowed,
    )


def of_many(rows: Sequence[Participation], *, on: date) -> dict[UUID, list[rules.Problem]]:
    """The failed checks by participation, in a number of queries that does not grow.

    The rows come with their person and project, and their outcomes prefetched.
    """
    states = {row.pk: start_of(row) for row in rows}
    at_start = {state.address.gmina for state in states.values() if state.address}
    degrees = Degrees(at_start | {row.gmina_at_start for row in rows})
    groups = _groups(rows)
    filed = _on_file(rows, states, degrees, groups, on=on)
    return {
        row.pk: _problems(
            row, states[row.pk], filed[row.pk], groups[row.project_id], degrees.names, on=on
        )
        for row in rows
    }


def _groups(rows: Sequence[Participation]) -> dict[UUID, TargetGroup]:
    """The target group of every project; the mildest rules where nobody set them."""
    projects = [row.project for row in rows]
    # Asks for nothing where the rows came with it.
    prefetch_related_objects(projects, GROUP)
    return {
        each.pk: getattr(each, "target_group", None) or TargetGroup(version=0) for each in projects
    }


def _problems(
    row: Participation,
    state: StateEntry,
    on_file: rules.OnFile,
    group: TargetGroup,
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
        group=_rules_of(group),
        today=on,
        rule_set=chosen,
    )
    if row.ended_on:
        leave = as_leave(leave_of(row))
        problems += rules.problems_at_leave(
            start, leave, today=on, rule_set=chosen, last_support_on=row.last_support_on
        )
    return problems


def _on_file(
    rows: Sequence[Participation],
    states: Mapping[UUID, StateEntry],
    degrees: Degrees,
    groups: Mapping[UUID, TargetGroup],
    *,
    on: date,
) -> dict[UUID, rules.OnFile]:
    records = filing.records_of([row.pk for row in rows])
    filed = {}
    for row in rows:
        benefits, degree = states[row.pk].benefits, row.degurba_at_start
        filed[row.pk] = rules.OnFile(
            premises=filing.premises_in(records[row.pk]),
            support=filing.support_in(records[row.pk]),
            social_contract=filing.contract_in(records[row.pk], row.started_on or on),
            benefits=None if benefits is None else frozenset(benefits),
            guardian_consented=row.guardian_consented_on is not None,
            degurba=degree or degrees.of(row.gmina_at_start, row.started_on or on),
            side=_side(row, groups[row.project_id], states[row.pk], on=on),
            gmina_name=degrees.names.get(row.gmina_at_start, ""),
        )
    for what, find in filing.worked_out.items():
        concerned = [row for row in rows if any(one.what == what for one in records[row.pk])]
        for pk, known in (find(concerned, on) if concerned else {}).items():
            filed[pk] = replace(filed[pk], **known)
    return filed


def _side(row: Participation, group: TargetGroup, state: StateEntry, *, on: date) -> rules.Side:
    """Of the border of the revitalised area, where the project asks for one."""
    address = state.address
    if not group.revitalisation_side or group.revitalisation_area is None or address is None:
        return rules.Side.UNKNOWN
    place = agreement_rules.Address(
        street=f"{address.street} {address.building}".strip(),
        gmina=address.gmina,
        place=address.place,
    )
    area = agreements.area_rules(group.revitalisation_area)
    return agreement_rules.judged(place, area, on=row.started_on or on).side
