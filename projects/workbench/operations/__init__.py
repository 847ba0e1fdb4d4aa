"""Changes of the workbench: views and settings of lists, exports, changes in bulk and their undoing."""

from projects.workbench.operations.batches import (
    ChangedSince,
    TimeIsOver,
    UndoneAlready,
    change_many,
    undo,
)
from projects.workbench.operations.files import (
    MadeAlready,
    NotReady,
    TooManyFiles,
    drop_file,
    prepare_file,
    take_file,
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
from projects.workbench.operations.tables import take_tables

__all__ = [
    "ChangedSince",
    "MadeAlready",
    "NameTaken",
    "NotReady",
    "TimeIsOver",
    "TooManyFiles",
    "UndoneAlready",
    "begin_with",
    "change_many",
    "change_view",
    "choose_columns",
    "delete_view",
    "drop_file",
    "export_list",
    "prepare_file",
    "save_view",
    "switch_keys",
    "take_file",
    "take_tables",
    "undo",
]
