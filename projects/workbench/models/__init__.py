"""What members keep beside the records: views of lists, settings, drafts, batches, files."""

from projects.workbench.models.batches import Batch, BatchRow
from projects.workbench.models.drafts import Draft, UsedToken
from projects.workbench.models.files import PreparedFile, PreparedPiece
from projects.workbench.models.lists import KeySetting, ListSetting, SavedView

__all__ = [
    "Batch",
    "BatchRow",
    "Draft",
    "KeySetting",
    "ListSetting",
    "PreparedFile",
    "PreparedPiece",
    "SavedView",
    "UsedToken",
]
