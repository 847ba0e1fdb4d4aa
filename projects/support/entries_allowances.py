"""What comes in about allowances, whatever the door."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from projects.support.models import Service
from projects.support.vocabulary_allowances import Measured


@dataclass(frozen=True, kw_only=True)
class RuleEntry:
    """One allowance; without area, kind and services it is for everything a project offers."""

    name: str
    kind: str
    rate: Decimal
    valid_from: date
    valid_to: date | None = None
    area: str = ""
    service_kind: str = ""
    services: tuple[Service, ...] = ()
    cap: Decimal | None = None
    full_hours: Decimal | None = None
    threshold_percent: int = 80
    measured_over: str = Measured.MONTH
    pays_sick_leave: bool = False
    source: str = ""
    checked_by: str = ""

    @property
    def columns(self) -> dict[str, object]:
        """The columns of the rule itself; services are rows of their own."""
        return {name: value for name, value in vars(self).items() if name != "services"}


@dataclass(frozen=True, kw_only=True)
class GrantEntry:
    starts_on: date
    ends_on: date | None = None
    personal_rate: Decimal | None = None
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class AccountEntry:
    iban: str
    holder_name: str
