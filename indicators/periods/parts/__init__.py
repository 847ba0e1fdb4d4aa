"""What the pages of settlement periods are made of: tables, facts and sentences, for their reader."""

from indicators.periods.parts.beside import (
    moved_rates_table,
    stated_otherwise_table,
    told_tables,
)
from indicators.periods.parts.differences import differences_table, moves_table
from indicators.periods.parts.periods import (
    certificate_facts,
    closing_facts,
    held_words,
    period_facts,
    period_name,
    periods_table,
    state_of,
)
from indicators.periods.parts.reports import (
    contributors_table,
    finding,
    versions_table,
)

__all__ = [
    "certificate_facts",
    "closing_facts",
    "contributors_table",
    "differences_table",
    "finding",
    "held_words",
    "moved_rates_table",
    "moves_table",
    "period_facts",
    "period_name",
    "periods_table",
    "state_of",
    "stated_otherwise_table",
    "told_tables",
    "versions_table",
]
