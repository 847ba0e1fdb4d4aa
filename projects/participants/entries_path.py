"""What comes in about a path: diagnosis, plans, contract, pause, surroundings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.ledger.models import Member


@dataclass(frozen=True, kw_only=True)
class AreaEntry:
    """One area of life, by its code in the list of areas."""

    code: str
    level: int
    needs: str = ""
    strengths: str = ""


@dataclass(frozen=True, kw_only=True)
class DiagnosisEntry:
    done_on: date
    done_by: Member
    areas: tuple[AreaEntry, ...]
    conclusions: str = ""


@dataclass(frozen=True, kw_only=True)
class SurveyEntry:
    """Answers by the code of the question; a question left out does not apply."""

    filled_on: date
    done_by: Member
    answers: Mapping[str, int]
    is_signed: bool


@dataclass(frozen=True, kw_only=True)
class PlannedAreaEntry:
    area: str
    kinds: str
    hours: Decimal | None
    starts_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class PlanEntry:
    kind: str
    agreed_on: date
    starts_on: date
    ends_on: date
    goals: str
    areas: tuple[PlannedAreaEntry, ...]
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ActionPlanEntry:
    made_on: date
    adviser: Member
    goals: str
    steps: str
    review_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ContractEntry:
    office_name: str
    signed_on: date
    valid_to: date
    number: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PauseEntry:
    reason: str
    starts_on: date
    expected_on: date
    returned_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class SurroundingEntry:
    relation: str
    age_group: str
    supports: tuple[str, ...]
    starts_on: date
    sex: str = ""
    ends_on: date | None = None
