"""Changes of the workbench: views and settings of lists, exports, changes in bulk and their undoing."""

from projects.workbench.operations.batches import (
    ChangedSince,
    TimeIsOver,
    UndoneAlready,
    change_many,
    undo,
)
from projects.workbench.operations.lists import (
    NameTaken,
    begin_with,
    change_view,
    choose_columns,
    delete_view,
    export_list,
    save_view,
    switch_keys,
)

__all__ = [
    "ChangedSince",
    "NameTaken",
    "TimeIsOver",
    "UndoneAlready",
    "begin_with",
    "change_many",
    "change_view",
    "choose_columns",
    "delete_view",
    "export_list",
    "save_view",
    "switch_keys",
    "undo",
]
