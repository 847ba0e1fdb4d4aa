"""Whether targets add up, which of them holds on a day, and how the levels compare. No Django here."""

from indicators.targets.rules.cascade import (
    ALL_CELLS,
    CellName,
    Compared,
    Level,
    compared,
    compared_with_inner,
)
from indicators.targets.rules.cells import (
    DISABLED,
    NAMES,
    PART_OF,
    SUBSETS,
    WHOLE,
    Cells,
    Fault,
    FaultKind,
    Key,
    completed,
    faults,
)
from indicators.targets.rules.versions import Version, changed, holds_on, is_late

__all__ = [
    "ALL_CELLS",
    "DISABLED",
    "NAMES",
    "PART_OF",
    "SUBSETS",
    "WHOLE",
    "CellName",
    "Cells",
    "Compared",
    "Fault",
    "FaultKind",
    "Key",
    "Level",
    "Version",
    "changed",
    "compared",
    "compared_with_inner",
    "completed",
    "faults",
    "holds_on",
    "is_late",
]
