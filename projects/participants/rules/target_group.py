"""Whether a person belongs to those for whom the project is, and what proves it."""

from collections.abc import Iterator
from datetime import date, timedelta

from projects.agreements.rules import Side
from projects.participants.premise_kinds import catalogue
from projects.participants.rules.facts import OnFile, Problem, Start, TargetGroupRules

ADULT = 18
# How long before its last day evidence should be renewed, while the person still takes part.
RENEWAL_DAYS = 30


def residence(start: Start, on_file: OnFile, *, group: TargetGroupRules) -> Iterator[Problem]:
    """V19 and V20: the gmina and the side of the revitalised area; V18 for DEGURBA."""
    gmina = on_file.gmina_name or start.gmina
    if group.gminas and start.gmina and start.gmina not in group.gminas:
        yield Problem(check="V19", field="gmina", severity="Q", facts={"gmina": gmina})
    if group.revitalisation_side:
        yield from _side(on_file.side, wanted=group.revitalisation_side)
    if on_file.degurba is None:
        facts = {"reason": "degurba", "gmina": gmina}
        yield Problem(check="V18", field="degurba", severity="W", facts=facts)


def _side(side: Side, *, wanted: str) -> Iterator[Problem]:
    if side == Side.UNKNOWN:
        facts = {"reason": "unknown", "wanted": wanted}
        yield Problem(check="V20", field="street", severity="E", facts=facts)
    elif side != wanted:
        facts = {"reason": "other", "wanted": wanted}
        yield Problem(check="V20", field="street", severity="E", facts=facts)


def premises(
    start: Start, on_file: OnFile, *, group: TargetGroupRules, on: date
) -> Iterator[Problem]:
    """V21: so many premises as the project asks for, each proved on the day of the start.

    Whether "at risk" is ticked does not matter: the agreement demands it of everybody, and a tick
    that is missing must not hide that the premises are.
    """
    day = start.started_on or on
    seen = {one.kind for one in on_file.premises if one.evidence and one.covers(day)}
    if len(seen) < group.premises_required:
        facts = {
            "reason": "none" if not seen else "few",
            "seen": len(seen),
            "needed": group.premises_required,
            "day": day,
        }
        yield Problem(check="V21", field="premises", severity="E", facts=facts)


def disability(start: Start, on_file: OnFile, *, on: date) -> Iterator[Problem]:
    """V22 and V23: evidence that holds on the day of the start; a kept place needs a yes."""
    proofs = [one for one in on_file.premises if one.proves_disability and one.evidence]
    day = start.started_on or on
    if start.disability == "YES" and not any(one.covers(day) for one in proofs):
        facts = {"reason": "validity" if proofs else "none", "day": day}
        yield Problem(check="V22", field="premises", severity="E", facts=facts)
    if start.in_disability_quota and start.disability != "YES":
        reason = "refused" if start.disability == "REFUSED" else "no"
        yield Problem(check="V23", field="disability", severity="E", facts={"reason": reason})


def reintegration(
    start: Start, on_file: OnFile, *, group: TargetGroupRules, on: date
) -> Iterator[Problem]:
    """V24 and V25: who may join a KIS or a CIS; a disability pension bars only from the second."""
    unit = group.reintegration_unit
    if not unit:
        return
    if on_file.benefits is None:
        yield Problem(check="V24", field="benefits", severity="E", facts={"reason": "unasked"})
    for code in sorted(on_file.benefits or ()):
        benefit = catalogue().benefits[code]
        if unit in benefit.bars:
            facts = {"reason": "has", "benefit": benefit.wording, "unit": unit}
            yield Problem(check="V24", field="benefits", severity="E", facts=facts)
    if unit == "KIS":
        yield from _contract(on_file.social_contract, day=start.started_on or on)


def _contract(contract: tuple[date, date | None] | None, *, day: date) -> Iterator[Problem]:
    if contract is None:
        facts: dict[str, object] = {"reason": "none"}
        yield Problem(check="V25", field="social_contract", severity="E", facts=facts)
        return
    signed_on, valid_to = contract
    if day < signed_on or (valid_to and day > valid_to):
        facts = {"reason": "day", "signed_on": signed_on, "day": day}
        yield Problem(check="V25", field="social_contract", severity="E", facts=facts)


def minors(start: Start, on_file: OnFile, *, group: TargetGroupRules) -> Iterator[Problem]:
    """V29: somebody under 18 needs a guardian, and a call that allows it."""
    if start.age is None or not 0 <= start.age < ADULT:
        return
    if not group.minors_allowed:
        facts: dict[str, object] = {"reason": "call", "age": start.age}
        yield Problem(check="V29", field="born_on", severity="Q", facts=facts)
    if not on_file.guardian_consented:
        facts = {"reason": "guardian", "age": start.age}
        yield Problem(check="V29", field="born_on", severity="Q", facts=facts)


def twin(on_file: OnFile) -> Iterator[Problem]:
    """V27: the same person under another entry of the register."""
    if on_file.twin_since is not None:
        facts = {"since": on_file.twin_since}
        yield Problem(check="V27", field="person", severity="E", facts=facts)


def complement(on_file: OnFile) -> Iterator[Problem]:
    """L09: two projects that complement each other do not support a person for the same thing."""
    for same in on_file.same_support:
        facts = {"other_project": same.project, "kind_words": ", ".join(same.kinds)}
        yield Problem(check="L09", field="support", severity="W", facts=facts)


def expiring(on_file: OnFile, *, ended_on: date | None, on: date) -> Iterator[Problem]:
    """L08: evidence that ends soon, while the person takes part and nothing newer was seen."""
    if ended_on is not None:
        return
    latest: dict[str, date] = {}
    for one in on_file.premises:
        latest[one.kind] = max(latest.get(one.kind, date.min), one.valid_to or date.max)
    for kind, valid_to in latest.items():
        if valid_to <= _later(on, RENEWAL_DAYS):
            facts = {
                "reason": "over" if valid_to < on else "soon",
                "premise": catalogue().premises[kind].wording,
                "valid_to": valid_to,
            }
            yield Problem(check="L08", field="premises", severity="W", facts=facts)


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days)
