"""What a report says, before it is paper or a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.safestring import SafeString

from ui.parts import Table

Fact = tuple[str, str]
# So many rows of a few columns stand better as two tables beside each other.
LONG, FEW = 24, 3


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading that says a finding, a sentence, a still picture and the table it is drawn from."""

    title: str
    sentence: str
    table: Table | None = None
    picture: SafeString | str = ""
    note: str = ""

    @property
    def tables(self) -> list[Table]:
        """The table as paper has room for it: a long narrow one in two halves."""
        if self.table is None:
            return []
        rows = list(self.table.rows)
        if len(rows) <= LONG or len(self.table.columns) > FEW or self.table.total:
            return [self.table]
        middle = (len(rows) + 1) // 2
        return [replace(self.table, rows=part) for part in (rows[:middle], rows[middle:])]


@dataclass(frozen=True, kw_only=True)
class Contents:
    """`finding` is what it says in one line; `facts` tell what it is about and as of when; `definitions` what each indicator counts."""

    title: str
    leader: str
    facts: Sequence[Fact]
    sections: Sequence[Section]
    sources: Sequence[str]
    as_of: datetime
    finding: str = ""
    definitions: Sequence[Fact] = field(default=())
