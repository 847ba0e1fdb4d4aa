"""Pages of the workbench, for every list and form of a tenant."""

from projects.workbench.views.batches import batch, batches, carry_out, preview, undo
from projects.workbench.views.drafts import discard_draft, keep_draft
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
    "discard_draft",
    "export",
    "keep_draft",
    "keys",
    "open_view",
    "preview",
    "save_view",
    "saved_views",
    "undo",
]
