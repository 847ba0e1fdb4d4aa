"""What the pages of the national file are made of: tables and sentences, in the reader's language."""

from projects.sm_efs.parts.files import (
    feedback_table,
    list_page,
    mend_keys,
    reconciliation,
    remove_words,
    take_words,
    upload_words,
    withdraw_words,
)
from projects.sm_efs.parts.people import (
    items_of,
    left_out_table,
    mends_table,
    people_filters,
    problems_table,
)
from projects.sm_efs.parts.project import (
    changes_table,
    columns_table,
    counts,
    exports_table,
    gone_names,
    kinds_table,
    office_words,
    state,
    uploads_table,
)

__all__ = [
    "changes_table",
    "columns_table",
    "counts",
    "exports_table",
    "feedback_table",
    "gone_names",
    "items_of",
    "kinds_table",
    "left_out_table",
    "list_page",
    "mend_keys",
    "mends_table",
    "office_words",
    "people_filters",
    "problems_table",
    "reconciliation",
    "remove_words",
    "state",
    "take_words",
    "upload_words",
    "uploads_table",
    "withdraw_words",
]
