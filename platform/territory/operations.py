"""Changes of territory: only loading the official list, never typing it."""

import csv
from datetime import date
from pathlib import Path

from core import audit
from core.operation import operation
from core.permissions import Actor, Permission, require
from territory.models import Unit

FILE = Path(__file__).parent / "data" / "teryt.csv"
# The list is identical in TERC of 2020-01-01 and 2024-01-01; earlier states were not checked.
LISTED_SINCE = date(2020, 1, 1)


@operation()
def load_units(*, by: Actor, file: Path = FILE) -> int:
    """Load or renew every unit of the list; return how many there are."""
    require(by, Permission.EDIT_DEFINITIONS)
    with file.open(encoding="utf-8", newline="") as lines:
        units = [_unit(row) for row in csv.DictReader(lines)]
    columns = [f.name for f in Unit._meta.concrete_fields if f.name != "code"]
    Unit.objects.bulk_create(
        units, update_conflicts=True, unique_fields=["code"], update_fields=columns
    )
    audit.record("loaded territory", Unit, by=by, count=len(units))
    return len(units)


def _unit(row: dict[str, str]) -> Unit:
    return Unit(
        code=row["code"],
        name=row["name"],
        display_name=row["display_name"],
        kind=row["kind"],
        parent_code=row["parent_code"],
        population_count=int(row["population"]) if row["population"] else None,
        population_on=row["population_date"],
        population_source=row["population_source"],
        valid_from=LISTED_SINCE,
        source="TERC, GUS: " + row["code_certainty"],
    )
