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
    mends_table,
    not_mended_table,
    people_filters,
    problems_table,
)
from projects.sm_efs.parts.places import Reader
from projects.sm_efs.parts.project import (
    before_export,
    changes_table,
    changes_words,
    columns_table,
    exports_table,
    file_name,
    kinds_table,
    list_state,
    office_words,
    sent_words,
    state,
    uploads_table,
)

__all__ = [
    "Reader",
    "before_export",
    "changes_table",
    "columns_table",
    "changes_words",
    "exports_table",
    "feedback_table",
    "file_name",
    "items_of",
    "kinds_table",
    "list_page",
    "list_state",
    "mend_keys",
    "mends_table",
    "not_mended_table",
    "office_words",
    "people_filters",
    "problems_table",
    "reconciliation",
    "remove_words",
    "sent_words",
    "state",
    "take_words",
    "upload_words",
    "uploads_table",
    "withdraw_words",
]
