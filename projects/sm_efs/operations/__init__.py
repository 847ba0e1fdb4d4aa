"""Changes of what is known of the national system: sent, withdrawn, learnt, mended."""

from projects.sm_efs.operations.coming_back import (
    read_export,
    read_feedback,
    remove_upload,
)
from projects.sm_efs.operations.exporting import Sent, export_people, withdraw_export
from projects.sm_efs.operations.lists import check_list, mend_list, take_list
from projects.sm_efs.operations.mending import ChangedMeanwhile, Mended, NotMended, mend_people
from projects.sm_efs.operations.office import agree_office

__all__ = [
    "ChangedMeanwhile",
    "Mended",
    "NotMended",
    "Sent",
    "agree_office",
    "check_list",
    "export_people",
    "mend_list",
    "mend_people",
    "read_export",
    "read_feedback",
    "remove_upload",
    "take_list",
    "withdraw_export",
]
