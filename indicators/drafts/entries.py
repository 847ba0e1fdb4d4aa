"""What somebody says of an indicator that the programme does not have yet."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is said of an indicator apart from its rule; the code without the mark of own ones."""

    code: str
    name_pl: str
    name_en: str
    short_name_pl: str
    short_name_en: str
    unit: str
    counts_on: str
    rule_set: str
    source: str
