"""What is declared: of which indicator and days, how many, and who says so."""

from dataclasses import dataclass
from datetime import date

from indicators.declared.rules import Days, Numbers


@dataclass(frozen=True, kw_only=True)
class DeclaredEntry:
    """One value; without `starts_on` it is all there was until the last day."""

    definition_code: str
    starts_on: date | None
    ends_on: date
    total: int
    women: int | None = None
    men: int | None = None
    source: str

    @property
    def days(self) -> Days:
        return Days(starts_on=self.starts_on, ends_on=self.ends_on)

    @property
    def numbers(self) -> Numbers:
        return Numbers(total=self.total, women=self.women, men=self.men)
