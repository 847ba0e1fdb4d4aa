"""What the pages of recruitment are made of: tables, cards, sentences and addresses."""

from projects.recruitment.parts.candidates import (
    answers_of,
    candidate_cards,
    conditions_of,
    deciding,
    suggestions,
)
from projects.recruitment.parts.grids import (
    grid_cards,
    ranking_tables,
    rescored_table,
    shipped_source,
)
from projects.recruitment.parts.promotion import known_as
from projects.recruitment.parts.public import (
    public_address,
    step_address,
    summary,
    troubles,
)
from projects.recruitment.parts.rounds import first_of_ranking, rights, round_todos, rounds_table

__all__ = [
    "candidate_cards",
    "answers_of",
    "conditions_of",
    "deciding",
    "first_of_ranking",
    "grid_cards",
    "known_as",
    "public_address",
    "ranking_tables",
    "rescored_table",
    "rights",
    "round_todos",
    "rounds_table",
    "shipped_source",
    "step_address",
    "suggestions",
    "summary",
    "troubles",
]
