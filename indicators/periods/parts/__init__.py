"""What the pages of settlement periods are made of: tables, facts and sentences, for their reader."""

from indicators.periods.parts.beside import difference_tables, told_tables
from indicators.periods.parts.differences import moves_table
from indicators.periods.parts.periods import (
    agreed_words,
    certificate_facts,
    closing_facts,
    held_words,
    numbered,
    period_facts,
    period_name,
    periods_table,
    programme_facts,
    state_of,
    told_in_full,
)
from indicators.periods.parts.reports import contributors_table, finding, versions_table

__all__ = [
    "agreed_words",
    "certificate_facts",
    "closing_facts",
    "contributors_table",
    "difference_tables",
    "finding",
    "held_words",
    "moves_table",
    "numbered",
    "period_facts",
    "period_name",
    "periods_table",
    "programme_facts",
    "state_of",
    "told_in_full",
    "told_tables",
    "versions_table",
]
