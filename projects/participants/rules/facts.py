"""What the checks read and what they find: plain values, no one's name among the findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from functools import cached_property

from core.quick import quickly_made
from projects.agreements.rules import Side


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Start:
    """What is written down about one person and freezes on the day of the first support.

    Without that day the person is accepted and nothing has begun: there is no age yet. An empty
    code is "not asked yet", which no dictionary check speaks of.
    """

    pesel: str | None
    born_on: date | None
    sex: str
    started_on: date | None
    labour_status: str
    long_term_unemployed: bool
    months_out_of_work: int | None
    isced: int | None
    disability: str
    at_risk: bool
    postal_code: str
    gmina: str
    email: str
    phone: str
    other_identifier: str = ""
    place: str = ""
    participant_kind: str = ""
    institution_name: str = ""
    citizenship: str = ""
    labour_register: str = ""
    labour_detail: str = ""
    occupation: str = ""
    employer: str = ""
    education_ends_on: date | None = None
    foreign_background: str = ""
    third_country: str = ""
    minority: str = ""
    homeless: str = ""
    disadvantage: str = ""
    support_scope: str = ""
    in_disability_quota: bool = False
    notice_given_on: date | None = None
    declared_on: date | None = None

    @property
    def is_born(self) -> bool:
        """Whether anybody said when."""
        return self.born_on is not None

    @cached_property
    def age(self) -> int | None:
        if self.born_on is None or self.started_on is None:
            return None
        return age_on(born_on=self.born_on, day=self.started_on)


@dataclass(frozen=True, kw_only=True)
class Leave:
    """How a participation ended; outcomes are pairs of a kind and the day it was observed."""

    ended_on: date | None
    completed_path: bool | None
    exit_situation: str
    outcomes: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, kw_only=True)
class SupportGiven:
    """One kind of support as reported: its national kind and the day it began."""

    kind: str
    started_on: date
    last_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PremiseSeen:
    """A premise with the evidence somebody saw; no `valid_to` is "until further notice"."""

    kind: str
    evidence: str
    seen_on: date
    valid_from: date | None = None
    valid_to: date | None = None
    proves_disability: bool = False

    def covers(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, kw_only=True)
class TargetGroupRules:
    """For whom a project is, as its agreement says."""

    premises_required: int = 1
    gminas: frozenset[str] = frozenset()
    # INSIDE or OUTSIDE of the revitalised area, or empty when it does not matter.
    revitalisation_side: str = ""
    # KIS, CIS or neither: who may join is then written in the act on social employment.
    reintegration_unit: str = ""
    minors_allowed: bool = False


@dataclass(frozen=True, kw_only=True)
class SameSupport:
    """What a complementary project plans for the same person or gave it, and this one too."""

    project: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OnFile:
    """What stands in the records beside the state; None is "nobody keeps it here"."""

    premises: tuple[PremiseSeen, ...] = ()
    support: tuple[SupportGiven, ...] | None = None
    # Codes of the benefits a person has, asked where a reintegration unit gives the support.
    benefits: frozenset[str] | None = None
    # From and to; a social contract that somebody signed.
    social_contract: tuple[date, date | None] | None = None
    side: Side = Side.UNKNOWN
    # Since when the same person, under another entry, takes part in this project.
    twin_since: date | None = None
    same_support: tuple[SameSupport, ...] = ()
    guardian_consented: bool = False
    degurba: int | None = None
    # What the gmina of the start is called, for the sentences.
    gmina_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Severity E blocks the national export, W warns, Q asks a person; facts name no one."""

    check: str
    field: str
    severity: str
    facts: Mapping[str, object] = dataclass_field(default_factory=dict)


def age_on(*, born_on: date, day: date) -> int:
    """Full years; whoever was born on 29 February turns older on 1 March of a common year."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
