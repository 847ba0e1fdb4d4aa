"""Pages of the workbench, for every list and form of a tenant."""

from projects.workbench.views.batches import batch, batches, carry_out, preview, undo
from projects.workbench.views.drafts import discard_draft, keep_draft
from projects.workbench.views.files import drop_file, file_again, files, take_file
from projects.workbench.views.lists import choose_columns, export, keys
from projects.workbench.views.saved_views import (
    begin_with,
    change_view,
    delete_view,
    open_view,
    save_view,
    saved_views,
)

__all__ = [
    "batch",
    "batches",
    "begin_with",
    "carry_out",
    "change_view",
    "choose_columns",
    "delete_view",
    "drop_file",
    "discard_draft",
    "export",
    "file_again",
    "files",
    "keep_draft",
    "keys",
    "open_view",
    "preview",
    "save_view",
    "saved_views",
    "take_file",
    "undo",
]
