"""Whether somebody may be accepted: each check passes, fails or waits for a document or a person."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date

from core import pesel

PASS, NEEDS, FAIL = "pass", "needs", "fail"
WORST_FIRST = (FAIL, NEEDS, PASS)
ADULT_AGE = 18
MULTIPLE = 2
INSIDE, OUTSIDE, UNKNOWN = "INSIDE", "OUTSIDE", "UNKNOWN"
SAME, ALIKE, OTHER = "same", "alike", "other"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One check with its verdict; `reason` chooses the sentence, facts fill it in."""

    check: str
    verdict: str
    reason: str = ""
    facts: Mapping[str, object] = dataclass_field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class TargetGroup:
    """What the project's agreement says of whom it is for; what it does not say is None."""

    gminas: frozenset[str] = frozenset()
    must_be_at_risk: bool = False
    minors_allowed: bool = True
    side: str = ""
    reintegration_unit: str = ""
    premises_required: int = 0


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """What the checks read of one candidate; the numbers are of others who look the same."""

    pesel: str | None
    born_on: date
    sex: str
    gmina: str
    at_risk: bool
    applied_on: date
    side: str = UNKNOWN
    premises: frozenset[str] = frozenset()
    # Nothing named cannot be told from nobody asked.
    are_premises_named: bool = False
    is_admitted_first: bool = False
    barring_benefits: tuple[str, ...] = ()
    # Whom the register knows by this PESEL: nobody, the SAME by name and birth date, somebody ALIKE
    # or OTHER.
    register: str = ""
    takes_part_already: bool = False
    voided_on: date | None = None
    takes_part_beside: bool = False
    same_pesel: tuple[int, ...] = ()
    same_name: tuple[int, ...] = ()
    missing_documents: tuple[str, ...] = ()
    unproven: tuple[str, ...] = ()


def findings(
    applicant: Applicant, *, group: TargetGroup, opens_on: date, closes_on: date | None
) -> list[Finding]:
    """Every check that has something to say, in the order of the paper form."""
    return [
        *_identity(applicant),
        *_register(applicant),
        *_age(applicant, group),
        *_territory(applicant, group),
        *_side(applicant, group),
        *_risk(applicant, group),
        *_premises(applicant, group),
        *_food_aid(applicant),
        *_benefits(applicant, group),
        *_in_time(applicant, opens_on=opens_on, closes_on=closes_on),
        *_participation(applicant),
        *_twins(applicant),
        *_papers(applicant),
    ]


def verdict(found: Iterable[Finding]) -> str:
    """The worst of all: one failed check fails the candidate."""
    verdicts = {finding.verdict for finding in found}
    return next((worst for worst in WORST_FIRST if worst in verdicts), PASS)


def age_on(*, born_on: date, day: date) -> int:
    """Full years; whoever was born on 29 February turns older on 1 March of a common year."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def _identity(applicant: Applicant) -> Iterator[Finding]:
    if applicant.pesel is None:
        yield Finding(check="identity", verdict=NEEDS, reason="no_pesel")
        return
    try:
        known = pesel.read(applicant.pesel)
    except ValueError:
        yield Finding(check="identity", verdict=FAIL, reason="wrong_pesel")
        return
    agrees = (known.born_on, known.sex) == (applicant.born_on, applicant.sex)
    reason = "" if agrees else "disagrees"
    yield Finding(check="identity", verdict=PASS if agrees else FAIL, reason=reason)


def _register(applicant: Applicant) -> Iterator[Finding]:
    """A number says whose it is, not who wrote it: a name beside it decides, then a person."""
    if applicant.register:
        same = applicant.register == SAME
        reason = "" if same else applicant.register
        yield Finding(check="register", verdict=PASS if same else NEEDS, reason=reason)


def _age(applicant: Applicant, group: TargetGroup) -> Iterator[Finding]:
    age = age_on(born_on=applicant.born_on, day=applicant.applied_on)
    facts = {"age": age}
    if age >= ADULT_AGE:
        yield Finding(check="age", verdict=PASS, facts=facts)
    elif group.minors_allowed:
        yield Finding(check="age", verdict=NEEDS, reason="minor", facts=facts)
    else:
        yield Finding(check="age", verdict=FAIL, reason="minor", facts=facts)


def _territory(applicant: Applicant, group: TargetGroup) -> Iterator[Finding]:
    if group.gminas:
        lives_inside = applicant.gmina in group.gminas
        yield Finding(check="territory", verdict=PASS if lives_inside else FAIL)


def _side(applicant: Applicant, group: TargetGroup) -> Iterator[Finding]:
    """By residence, against the streets of the resolution; what they do not settle, a person does."""
    if not group.side:
        return
    if applicant.side == UNKNOWN:
        yield Finding(check="side", verdict=NEEDS, reason=group.side)
    else:
        fits = applicant.side == group.side
        yield Finding(check="side", verdict=PASS if fits else FAIL, reason=group.side)


def _benefits(applicant: Applicant, group: TargetGroup) -> Iterator[Finding]:
    if not group.reintegration_unit:
        return
    facts = {"unit": group.reintegration_unit, "benefits": applicant.barring_benefits}
    verdict = FAIL if applicant.barring_benefits else PASS
    yield Finding(check="benefits", verdict=verdict, facts=facts)


def _risk(applicant: Applicant, group: TargetGroup) -> Iterator[Finding]:
    if group.must_be_at_risk:
        yield Finding(check="at_risk", verdict=PASS if applicant.at_risk else FAIL)


def _premises(applicant: Applicant, group: TargetGroup) -> Iterator[Finding]:
    """Multiple exclusion, by what was declared; a single premise is what "at risk" says."""
    if group.premises_required < MULTIPLE:
        return
    named = max(len(applicant.premises), int(applicant.at_risk))
    facts = {"named": named, "needed": group.premises_required}
    if named >= group.premises_required:
        yield Finding(check="premises", verdict=PASS, facts=facts)
    elif applicant.are_premises_named:
        yield Finding(check="premises", verdict=FAIL, facts=facts)
    else:
        yield Finding(check="premises", verdict=NEEDS, facts=facts)


def _food_aid(applicant: Applicant) -> Iterator[Finding]:
    if applicant.is_admitted_first:
        yield Finding(check="food_aid", verdict=PASS)


def _in_time(applicant: Applicant, *, opens_on: date, closes_on: date | None) -> Iterator[Finding]:
    facts = {"applied_on": applicant.applied_on, "opens_on": opens_on, "closes_on": closes_on}
    if applicant.applied_on < opens_on:
        yield Finding(check="in_time", verdict=FAIL, reason="early", facts=facts)
    elif closes_on is not None and applicant.applied_on > closes_on:
        yield Finding(check="in_time", verdict=FAIL, reason="late", facts=facts)
    else:
        yield Finding(check="in_time", verdict=PASS, facts=facts)


def _participation(applicant: Applicant) -> Iterator[Finding]:
    taken = applicant.takes_part_already
    if applicant.voided_on is not None:
        facts = {"voided_on": applicant.voided_on}
        yield Finding(check="participation", verdict=FAIL, reason="voided", facts=facts)
    else:
        yield Finding(check="participation", verdict=FAIL if taken else PASS)
    if applicant.takes_part_beside:
        yield Finding(check="beside", verdict=NEEDS)


def _twins(applicant: Applicant) -> Iterator[Finding]:
    if applicant.same_pesel:
        facts = {"numbers": applicant.same_pesel}
        yield Finding(check="twins", verdict=NEEDS, reason="pesel", facts=facts)
    elif applicant.same_name:
        facts = {"numbers": applicant.same_name}
        yield Finding(check="twins", verdict=NEEDS, reason="name", facts=facts)
    else:
        yield Finding(check="twins", verdict=PASS)


def _papers(applicant: Applicant) -> Iterator[Finding]:
    if applicant.missing_documents:
        facts = {"documents": applicant.missing_documents}
        yield Finding(check="documents", verdict=NEEDS, facts=facts)
    else:
        yield Finding(check="documents", verdict=PASS)
    if applicant.unproven:
        yield Finding(check="proofs", verdict=NEEDS, facts={"criteria": applicant.unproven})
