"""What members keep beside the records: views of lists, settings, drafts, batches, used tokens."""

from projects.workbench.models.batches import Batch, BatchRow
from projects.workbench.models.drafts import Draft, UsedToken
from projects.workbench.models.lists import KeySetting, ListSetting, SavedView

__all__ = ["Batch", "BatchRow", "Draft", "KeySetting", "ListSetting", "SavedView", "UsedToken"]
