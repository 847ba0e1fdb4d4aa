"""From answers to points: each criterion by its kind, and the sum with the mark of priority."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from projects.recruitment.rules.grid import CHOICE, COUNT, NUMBER, PRIORITY, YES_NO, Criterion

YES, NO = "yes", "no"
ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What a person confirmed: the answer as it is stored, and whether its proof was seen."""

    value: str
    proof_seen: bool = False


@dataclass(frozen=True, kw_only=True)
class Total:
    points: Decimal
    has_priority: bool
    is_whole: bool
    unproven: tuple[str, ...] = ()


def is_answer(criterion: Criterion, value: str) -> bool:
    """Whether the value answers the criterion at all; a number must not be negative."""
    if criterion.kind in (YES_NO, PRIORITY):
        return value in (YES, NO)
    if criterion.kind == CHOICE:
        return value == NO or any(band.label == value for band in criterion.bands)
    number = _number(value)
    whole = criterion.kind != COUNT or (number is not None and number == int(number))
    return number is not None and number >= 0 and whole


def worth(criterion: Criterion, value: str) -> Decimal:
    """The points of an answer, its proof aside; an answer in no band gives none."""
    if criterion.kind == YES_NO:
        return (criterion.points or ZERO) if value == YES else ZERO
    if criterion.kind == CHOICE:
        return next((band.points for band in criterion.bands if band.label == value), ZERO)
    if criterion.kind == PRIORITY:
        return ZERO
    number = _number(value) or ZERO
    if criterion.kind == NUMBER:
        return next((band.points for band in criterion.bands if band.holds(number)), ZERO)
    counted = number * (criterion.points or ZERO)
    return counted if criterion.most_points is None else min(counted, criterion.most_points)


def points_of(criterion: Criterion, mark: Mark) -> Decimal:
    """The points that count: where a proof is asked for, none before it was seen."""
    return ZERO if criterion.needs_proof and not mark.proof_seen else worth(criterion, mark.value)


def gives_priority(criterion: Criterion, mark: Mark) -> bool:
    proven = mark.proof_seen or not criterion.needs_proof
    return criterion.kind == PRIORITY and mark.value == YES and proven


def awaits_proof(criterion: Criterion, mark: Mark) -> bool:
    """Whether seeing the proof would still change something."""
    if not criterion.needs_proof or mark.proof_seen:
        return False
    proven = Mark(value=mark.value, proof_seen=True)
    return worth(criterion, mark.value) != ZERO or gives_priority(criterion, proven)


def total(criteria: Iterable[Criterion], marks: Mapping[str, Mark]) -> Total:
    """Sum what was marked, by the codes of criteria; whole when nothing is left to mark."""
    known = list(criteria)
    marked = [(criterion, marks[criterion.code]) for criterion in known if criterion.code in marks]
    return Total(
        points=sum((points_of(criterion, mark) for criterion, mark in marked), ZERO),
        has_priority=any(gives_priority(criterion, mark) for criterion, mark in marked),
        is_whole=len(marked) == len(known),
        unproven=tuple(each.code for each, mark in marked if awaits_proof(each, mark)),
    )


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a candidate anyway, by the names that a criterion reads."""

    woman: bool | None = None
    age: int | None = None
    months_out_of_work: int | None = None
    long_term_unemployed: bool | None = None
    isced: int | None = None
    disability: bool | None = None


def suggested(criterion: Criterion, *, reads: str, facts: Facts, answer: str) -> str:
    """The answer that a person only has to confirm: a known fact, else what the candidate said."""
    fact = getattr(facts, reads) if reads else None
    if isinstance(fact, bool):
        said = YES if fact else NO
    else:
        said = answer if fact is None else str(fact)
    return said if is_answer(criterion, said) else ""


def _number(value: str) -> Decimal | None:
    try:
        number = Decimal(value.replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
