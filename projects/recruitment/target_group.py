"""The bridge from a project's agreement to what is checked of a candidate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from projects.agreements import queries as agreements
from projects.agreements import rules as agreement_rules
from projects.agreements.models import Project
from projects.agreements.models import TargetGroup as AgreedGroup
from projects.participants.entries import PersonEntry
from projects.participants.premise_kinds import catalogue
from projects.participants.wordings import said
from projects.recruitment.rules import eligibility

FOOD_AID = "FOOD_AID"
SIDES = {
    agreement_rules.Side.INSIDE: eligibility.INSIDE,
    agreement_rules.Side.OUTSIDE: eligibility.OUTSIDE,
}


@dataclass(frozen=True)
class TargetGroup:
    """For whom the project is: what is demanded, and what has to be looked up to answer it."""

    demands: eligibility.TargetGroup
    area: agreement_rules.Area | None = None
    # The agreement's "100% of users of food aid" read as: whoever uses it is admitted first.
    food_aid_first: bool = False

    def side_of(self, person: PersonEntry, *, on: date) -> str:
        """On which side of the revitalised area the person lives; unknown where nobody asks."""
        if self.area is None:
            return eligibility.UNKNOWN
        street = f"{person.street} {person.building}".strip()
        place = agreement_rules.Address(street=street, gmina=person.gmina, place=person.place)
        side = agreement_rules.side_of(place, self.area, on=on)
        return SIDES.get(side, eligibility.UNKNOWN)

    def barring(self, benefits: Iterable[str] | None) -> tuple[str, ...]:
        """The benefits among these, in words, that bar from the project's reintegration unit."""
        known = catalogue().benefits
        return tuple(
            str(said(known[code].wording))
            for code in sorted(benefits or ())
            if self.demands.reintegration_unit in known[code].bars
        )


def target_group_of(project: Project) -> TargetGroup:
    """Nothing is demanded that nobody has set; a group that comes with the project is not asked for."""
    try:
        return _built(project.target_group)
    except AgreedGroup.DoesNotExist:
        return TargetGroup(eligibility.TargetGroup())


def _built(agreed: AgreedGroup) -> TargetGroup:
    side, area = agreed.revitalisation_side, agreed.revitalisation_area
    return TargetGroup(
        eligibility.TargetGroup(
            gminas=frozenset(agreed.gminas),
            must_be_at_risk=True,
            minors_allowed=agreed.minors_allowed,
            side=side,
            reintegration_unit=agreed.reintegration_unit,
            premises_required=agreed.premises_required_count,
        ),
        agreements.area_rules(area) if side and area else None,
        food_aid_first=agreed.food_aid == AgreedGroup.FoodAid.PRIORITY,
    )
