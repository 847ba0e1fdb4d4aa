"""What the demo's people answered at the start, and the evidence that was seen: a plausible scope."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from projects.participants.entries import PremiseEntry

DETAILS = {
    "INACTIVE": {"NOT_IN_EDUCATION": 80, "OTHER_INACTIVE": 20},
    "EMPLOYED": {"SMALL_FIRM": 60, "OTHER_EMPLOYED": 22, "SELF_EMPLOYED": 10, "NGO": 8},
}
STUDENT_UNDER = 24
REGISTERED_SHARE, REFUSING_SHARE = 0.85, 0.02
HOMELESS_SHARE, MINORITY_SHARE, SECOND_PREMISE_SHARE = 0.03, 0.008, 0.35
MENTAL_SHARE, PERMANENT_SHARE = 0.15, 0.3
EMPLOYERS = ("Sklep „Zielony Rynek”", "Zakład Usług Porządkowych", "Piekarnia „Kłos”")
DEGREES = {"MODERATE": 58, "LIGHT": 24, "SEVERE": 18}
KINDS = {"PHYSICAL": 52, "SENSORY": 15, "INTELLECTUAL": 18, "MULTIPLE": 15}
# Premises with what usually proves them; help of the welfare centre is by far the commonest.
PREMISES = {
    "SOCIAL_ASSISTANCE": ("OPS_CERTIFICATE", 62),
    "FOOD_AID": ("FOOD_AID_CERTIFICATE", 20),
    "ADDICTION": ("MEDICAL_CERTIFICATE", 5),
    "CARER": ("STATEMENT", 5),
    "DOMESTIC_VIOLENCE": ("OPS_CERTIFICATE", 3),
    "LEAVING_PRISON": ("RELEASE_CERTIFICATE", 3),
    "FOSTER_CARE": ("PCPR_CERTIFICATE", 2),
}


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The fields of the form beyond the minimum, by the names of StateEntry."""

    citizenship: str
    labour_register: str
    labour_detail: str
    occupation: str
    employer: str
    foreign_background: str
    third_country: str
    minority: str
    homeless: str
    disadvantage: str
    benefits: tuple[str, ...]
    notice_given_on: date
    declared_on: date
    may_show_image: bool


def answers(
    *,
    rule_set: str,
    status: str,
    is_long_term: bool,
    age: int,
    is_foreign: bool,
    started_on: date,
    chance: Random,
) -> Answers:
    is_joint = rule_set == "P2014"
    noticed_on = started_on - timedelta(days=chance.randint(0, 14))
    has_work = status == "EMPLOYED"
    return Answers(
        citizenship="" if is_joint else "OUTSIDE_EU" if is_foreign else "PL",
        labour_register=_register(status, chance=chance) if is_joint else "",
        labour_detail=_detail(status, is_long_term=is_long_term, age=age, chance=chance),
        occupation="OTHER" if is_joint and has_work else "",
        employer=chance.choice(EMPLOYERS) if is_joint and has_work else "",
        foreign_background="" if is_joint else _yes(is_foreign or chance.random() < 0.01),
        third_country="" if is_joint else _yes(is_foreign),
        minority=_minority(is_joint and is_foreign, chance=chance),
        homeless=_yes(chance.random() < HOMELESS_SHARE),
        disadvantage=_yes(chance.random() < 0.4) if is_joint else "",
        benefits=(),
        notice_given_on=noticed_on,
        declared_on=noticed_on + timedelta(days=chance.randint(0, (started_on - noticed_on).days)),
        may_show_image=chance.random() < 0.7,
    )


def premises(
    *,
    disability: str,
    answered: Answers,
    is_foreign: bool,
    uses_food_aid: bool,
    started_on: date,
    chance: Random,
) -> tuple[PremiseEntry, ...]:
    """At least one, and evidence of a disability that holds on the day of the start."""
    seen_on = answered.notice_given_on
    found = []
    if disability == "YES":
        found.append(_disability(seen_on, started_on, chance=chance))
    if answered.homeless == "YES":
        found.append(_seen("HOMELESS", "OPS_CERTIFICATE", seen_on))
    if is_foreign:
        found.append(_seen("REFUGEE", "RESIDENCE_DOCUMENT", seen_on))
    if not found or chance.random() < SECOND_PREMISE_SHARE:
        kinds = [each for each in PREMISES if each != "FOOD_AID" or not uses_food_aid]
        kind = chance.choices(kinds, [PREMISES[each][1] for each in kinds])[0]
        found.append(_seen(kind, PREMISES[kind][0], seen_on))
    if uses_food_aid:
        found.append(_seen("FOOD_AID", "FOOD_AID_CERTIFICATE", seen_on))
    return tuple(found)


def _detail(status: str, *, is_long_term: bool, age: int, chance: Random) -> str:
    if status == "UNEMPLOYED":
        return "LONG_TERM" if is_long_term else "OTHER"
    if status == "INACTIVE" and age < STUDENT_UNDER and chance.random() < 0.4:
        return "IN_EDUCATION"
    weights = DETAILS[status]
    return chance.choices([*weights], [*weights.values()])[0]


def _register(status: str, *, chance: Random) -> str:
    if status != "UNEMPLOYED":
        return ""
    return "REGISTERED" if chance.random() < REGISTERED_SHARE else "UNREGISTERED"


def _minority(belongs: bool, *, chance: Random) -> str:
    if chance.random() < REFUSING_SHARE:
        return "REFUSED"
    return _yes(belongs or chance.random() < MINORITY_SHARE)


def _disability(seen_on: date, started_on: date, *, chance: Random) -> PremiseEntry:
    is_mental = chance.random() < MENTAL_SHARE
    years = chance.choice((1, 2, 3, 5))
    ends_on = started_on + timedelta(days=365 * years - chance.randint(0, 300))
    return PremiseEntry(
        kind="MENTAL_DISORDER" if is_mental else "DISABILITY",
        evidence="DISABILITY_CERTIFICATE",
        seen_on=seen_on,
        valid_from=started_on - timedelta(days=chance.randint(60, 700)),
        valid_to=None if chance.random() < PERMANENT_SHARE else ends_on,
        disability_degree=chance.choices([*DEGREES], [*DEGREES.values()])[0],
        disability_kind="MENTAL" if is_mental else chance.choices([*KINDS], [*KINDS.values()])[0],
    )


def _seen(kind: str, evidence: str, seen_on: date) -> PremiseEntry:
    return PremiseEntry(kind=kind, evidence=evidence, seen_on=seen_on)


def _yes(answer: bool) -> str:
    return "YES" if answer else "NO"
