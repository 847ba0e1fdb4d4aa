"""What the pages of projects are made of: rows, chips, sentences and facts, for their reader."""

from projects.agreements.parts.amendments import amendment_lines, signed_lines
from projects.agreements.parts.history import history_lines
from projects.agreements.parts.money import cost_table, money_table, partner_lines
from projects.agreements.parts.projects import (
    STATE_NAMES,
    claim_sentences,
    facts,
    projects_table,
    rights,
    state_chip,
)
from projects.agreements.parts.target_group import (
    area_facts,
    areas_table,
    gmina_names,
    group_sentences,
    quota_lines,
    streets_table,
)
from projects.agreements.parts.wizard import (
    draft_name,
    draft_url,
    step_links,
    summaries,
    url_of,
)

__all__ = [
    "STATE_NAMES",
    "amendment_lines",
    "area_facts",
    "areas_table",
    "claim_sentences",
    "cost_table",
    "draft_name",
    "draft_url",
    "facts",
    "gmina_names",
    "group_sentences",
    "history_lines",
    "money_table",
    "partner_lines",
    "projects_table",
    "quota_lines",
    "rights",
    "signed_lines",
    "state_chip",
    "step_links",
    "streets_table",
    "summaries",
    "url_of",
]
