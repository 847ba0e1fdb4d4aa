"""What the programme itself is shown to promise: the metropolis's round numbers, and whose they are."""

from datetime import date

from core.permissions import System
from indicators.programme_targets import operations
from indicators.targets.entries import TargetEntry

PEOPLE, DISABLED = "PEOPLE_AT_RISK", "DISABLED"
SINCE = date(2014, 1, 1)
# The source tells of results so far, rounded: that they are targets is made up.
SOURCE = (
    "Metropolia Gdańsk (OMGGS): „5 tys. osób, w tym prawie 1,5 tys. z niepełnosprawnościami”. "
    "Źródło podaje to jako osiągnięty wynik; jako cel przyjęto na potrzeby pokazu"
)


def set_programme_targets(*, on: date, by: System) -> None:
    operations.set_programme_targets(
        entries=[_total(5_000), _total(1_500, subset=DISABLED)],
        valid_from=SINCE,
        source=SOURCE,
        on=on,
        by=by,
    )


def _total(count: int, subset: str = "") -> TargetEntry:
    return TargetEntry(definition_code=PEOPLE, subset=subset, total=count, invented=("total",))
