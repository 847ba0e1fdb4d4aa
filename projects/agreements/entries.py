"""What comes in about a project besides its own fields, whatever the door: form, wizard, demo."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class PartnerEntry:
    name: str
    kind: str
    is_leader: bool = False
    task: str = ""
    nip: str = ""
    krs: str = ""
    regon: str = ""
    data_role: str = ""


@dataclass(frozen=True, kw_only=True)
class PartEntry:
    """What one partner, named as in the project, does and spends of a task."""

    partner: str
    budget_amount: Decimal | None = None
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class TaskEntry:
    number: int
    name: str
    budget_amount: Decimal | None = None
    parts: tuple[PartEntry, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LevelEntry:
    """Efficiency promised for one group of participants, in percent."""

    group: str
    social_percent: Decimal | None = None
    employment_percent: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class TargetGroupEntry:
    """Whom the project is for; ids name an area and a project of the same tenant."""

    reintegration_unit: str = ""
    premises_required_count: int = 1
    disability_count: int | None = None
    disability_percent: Decimal | None = None
    food_aid: str = ""
    food_aid_percent: Decimal | None = None
    food_aid_wording: str = ""
    food_aid_checked_by: str = ""
    gminas: tuple[str, ...] = ()
    revitalisation_side: str = ""
    revitalisation_area_id: UUID | None = None
    complementary_project_id: UUID | None = None
    minors_allowed: bool = False
    levels: tuple[LevelEntry, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class AreaEntry:
    """A revitalisation area; `lines` are those of the resolution, as they were typed."""

    gmina: str
    name: str
    source: str
    valid_from: date
    valid_to: date | None = None
    place: str = ""
    lines: tuple[str, ...] = ()
