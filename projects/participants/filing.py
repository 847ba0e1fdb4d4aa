"""What the checks hear of a path: the social contract, and a linked entry in the same project."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from projects.participants import links
from projects.participants.models import Participation, SocialContract


def contracts_on_file(rows: Sequence[Participation], on: date) -> Mapping[UUID, Mapping[str, Any]]:
    """The contract that holds on the day of the start, else the newest one."""
    days = {row.pk: row.started_on or on for row in rows}
    held: dict[UUID, list[SocialContract]] = defaultdict(list)
    for contract in SocialContract.objects.filter(participation__in=days):
        held[contract.participation_id].append(contract)
    found = {pk: _for_day(contracts, days[pk]) for pk, contracts in held.items()}
    return {pk: {"social_contract": (each.signed_on, each.ends_on())} for pk, each in found.items()}


def twins_on_file(rows: Sequence[Participation], on: date) -> Mapping[UUID, Mapping[str, Any]]:
    """Since when somebody linked with the person takes part in the very same project."""
    people, projects = {row.person_id for row in rows}, {row.project_id for row in rows}
    taken = links.linked_participations(people=people, projects=projects)
    found = {}
    for row in rows:
        since = [
            started_on or on
            for pk, project, started_on in taken.get(row.person_id, ())
            if pk != row.pk and project == row.project_id
        ]
        if since:
            found[row.pk] = {"twin_since": min(since)}
    return found


def _for_day(contracts: Sequence[SocialContract], day: date) -> SocialContract:
    """The newest comes first."""
    holding = (each for each in contracts if each.signed_on <= day <= each.ends_on())
    return next(holding, contracts[0])
