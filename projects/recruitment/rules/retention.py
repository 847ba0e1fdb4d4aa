"""How long the data of somebody who did not become a participant are kept."""

from dataclasses import dataclass
from datetime import date

from core.civil_days import add_months


@dataclass(frozen=True, kw_only=True)
class Retention:
    """Months after the day that matters; the files keep the source of each."""

    rejected_months: int
    undecided_months: int


def delete_after(
    *,
    standing: str,
    is_participant: bool,
    decided_on: date | None,
    closes_on: date | None,
    project_ends_on: date,
    retention: Retention,
) -> date | None:
    """The last day of keeping; None for a participant, who follows the project's own retention.

    Whoever is accepted or on the reserve list may still be taken in as long as the project runs,
    and a round without a closing day is over with it.
    """
    if is_participant:
        return None
    if standing in ("accepted", "reserve"):
        return project_ends_on
    if standing in ("rejected", "withdrawn"):
        return decided_on and add_months(decided_on, retention.rejected_months)
    return add_months(closes_on or project_ends_on, retention.undecided_months)
