"""What somebody says of an indicator of the unit's own, apart from its rule."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Description:
    name_pl: str
    name_en: str
    short_name_pl: str
    short_name_en: str
    unit: str
    counting_unit: str
    counts_on: str


# These make it the indicator it is: with another one the numbers told before would mean another thing.
FIXED = ("counting_unit", "counts_on", "unit")
