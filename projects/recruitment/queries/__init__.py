"""What can be asked about rounds, grids and candidates. Nothing here changes anything."""

from projects.recruitment.queries.candidates import (
    candidates_visible_to,
    changes_of,
    facts_of,
    found,
    marks_of,
    places_of,
    ranked,
    reserve_in_order,
    unscored,
)
from projects.recruitment.queries.checks import documents_needed, findings_of
from projects.recruitment.queries.grids import (
    Rescored,
    as_rule,
    criteria_of,
    grid_being_prepared,
    grid_in_force,
    rescoring,
    warnings_of,
)
from projects.recruitment.queries.rounds import (
    Figures,
    drafts,
    figures_of,
    notice_in_force,
    open_rounds,
    open_to_visitors,
    recruitments_visible_to,
    state_of,
    to_be_forgotten,
)

__all__ = [
    "Figures",
    "Rescored",
    "as_rule",
    "candidates_visible_to",
    "changes_of",
    "criteria_of",
    "documents_needed",
    "drafts",
    "facts_of",
    "figures_of",
    "findings_of",
    "found",
    "grid_being_prepared",
    "grid_in_force",
    "marks_of",
    "notice_in_force",
    "open_rounds",
    "open_to_visitors",
    "places_of",
    "ranked",
    "recruitments_visible_to",
    "rescoring",
    "reserve_in_order",
    "state_of",
    "to_be_forgotten",
    "unscored",
    "warnings_of",
]
