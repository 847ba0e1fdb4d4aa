"""The rules of a target group and the side of an address, each as a sentence."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from projects.agreements.models import TargetGroup
from projects.agreements.rules import Judgement, Reason, Side
from ui import formats

SIDES: dict[str, Promise] = {
    Side.INSIDE: gettext_lazy("inside the area"),
    Side.OUTSIDE: gettext_lazy("outside the area"),
    Side.UNKNOWN: gettext_lazy("nobody can tell from the list"),
}
REASONS: dict[str, Promise] = {
    Reason.LISTED: gettext_lazy("%(street)s with this number is on the list."),
    Reason.NUMBER_NOT_LISTED: gettext_lazy("%(street)s is on the list, this number is not."),
    Reason.STREET_NOT_LISTED: gettext_lazy("This street is not on the list."),
    Reason.OTHER_GMINA: gettext_lazy("The address is in another gmina."),
    Reason.OTHER_PLACE: gettext_lazy("The list is of another town."),
    Reason.SIMILAR_STREET: gettext_lazy(
        "The list has %(street)s, which may be this street written in another way. "
        "A person has to look."
    ),
    Reason.NO_NUMBER: gettext_lazy(
        "There is no house number that can be read. Write the street, then the number: "
        "Dworcowa 12a."
    ),
    Reason.NUMBERS_DIFFER: gettext_lazy(
        "Of the two numbers on %(street)s only one is on the list. A person has to look."
    ),
    Reason.NOT_IN_FORCE: gettext_lazy(
        "The resolution was not in force on that day. Look at the one that was."
    ),
    Reason.EMPTY_LIST: gettext_lazy("The list of streets is still empty. Enter it first."),
}


def of_side(judgement: Judgement) -> str:
    return str(REASONS[judgement.reason]) % {"street": judgement.street}


def of_target_group(group: TargetGroup, *, gminas: Sequence[str]) -> list[str]:
    """What the agreement asks of a participant, one rule a sentence; `gminas` are names."""
    return [
        sentence
        for sentence in (
            _of_unit(group),
            _of_premises(group),
            _of_disability(group),
            of_food_aid(group),
            _of_territory(gminas),
            _of_side(group),
            _of_complement(group),
            _of_age(group),
        )
        if sentence
    ]


def _of_unit(group: TargetGroup) -> str:
    units: dict[str, str] = {
        TargetGroup.ReintegrationUnit.KIS: _(
            "Support in a social integration club (KIS): the right to benefits and the social "
            "contract with the welfare centre are checked."
        ),
        TargetGroup.ReintegrationUnit.CIS: _(
            "Support in a social integration centre (CIS): the right to benefits and pensions "
            "is checked."
        ),
    }
    return units.get(group.reintegration_unit, "")


def _of_premises(group: TargetGroup) -> str:
    count = group.premises_required_count
    if count == 1:
        return _("One premise of exclusion is enough.")
    return _("Multiple exclusion: everybody has at least %(count)s premises.") % {"count": count}


def _of_disability(group: TargetGroup) -> str:
    if group.disability_count is not None:
        return ngettext(
            "At least %(shown)s participant has a disability.",
            "At least %(shown)s participants have a disability.",
            group.disability_count,
        ) % {"shown": formats.number(group.disability_count)}
    if group.disability_percent is not None:
        share = formats.percent(group.disability_percent / 100)
        return _("At least %(share)s of participants have a disability.") % {"share": share}
    return ""


def of_food_aid(group: TargetGroup) -> str:
    """The chosen one of the two readings, in words that leave no choice."""
    if group.food_aid == TargetGroup.FoodAid.PRIORITY:
        return _("Whoever uses food aid and applies is admitted first, before everybody else.")
    if group.food_aid != TargetGroup.FoodAid.SHARE or group.food_aid_percent is None:
        return ""
    if group.food_aid_percent == 100:
        return _("Everybody in the project uses food aid.")
    share = formats.percent(group.food_aid_percent / 100)
    return _("At least %(share)s of participants use food aid.") % {"share": share}


def _of_territory(gminas: Sequence[str]) -> str:
    if not gminas:
        return ""
    return _("Participants live in: %(gminas)s.") % {"gminas": ", ".join(gminas)}


def _of_side(group: TargetGroup) -> str:
    if not group.revitalisation_side or group.revitalisation_area is None:
        return ""
    area = {"area": group.revitalisation_area.name}
    if group.revitalisation_side == TargetGroup.RevitalisationSide.INSIDE:
        return _("They live inside the revitalised area %(area)s.") % area
    return _("They live outside the revitalised area %(area)s.") % area


def _of_complement(group: TargetGroup) -> str:
    if group.complementary_project is None:
        return ""
    return _(
        "The project complements “%(title)s”: the two may not support the same person for the "
        "same thing."
    ) % {"title": group.complementary_project.title}


def _of_age(group: TargetGroup) -> str:
    if group.minors_allowed:
        return _("People under 18 may take part, with their guardian's consent.")
    return _("Only adults take part.")
