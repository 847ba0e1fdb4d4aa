"""Changes of projects and of what belongs to them: entered, corrected, amended, given partners."""

from projects.agreements.entries import PartnerEntry
from projects.agreements.operations.amending import (
    AmendmentBeforeAnother,
    AmendmentNumberTaken,
    NothingAmended,
    OnlyTheLastAmendment,
    SignedInTheFuture,
    amend_project,
    withdraw_amendment,
)
from projects.agreements.operations.areas import UnreadableLines, correct_area, enter_area
from projects.agreements.operations.drafts import (
    begin_draft,
    discard_draft,
    enter_from_draft,
    save_draft,
)
from projects.agreements.operations.entering import (
    EndsBeforeStart,
    MoneyDoesNotAddUp,
    NumberTaken,
    OwnContributionDiffers,
    PartsExceedTotal,
    correct_project,
    enter_project,
)
from projects.agreements.operations.keeping import AmendmentDoesNotHold
from projects.agreements.operations.partners import (
    LeaderStays,
    PartnerIsNeeded,
    PartnerNameTaken,
    TasksExceedTotal,
    WrongRegon,
    add_partner,
    correct_partner,
    remove_partner,
    set_tasks,
)
from projects.agreements.operations.target_group import (
    AreaIsMissing,
    ComplementsItself,
    QuotaIsTwofold,
    set_target_group,
)

__all__ = [
    "AmendmentBeforeAnother",
    "AmendmentDoesNotHold",
    "AmendmentNumberTaken",
    "AreaIsMissing",
    "ComplementsItself",
    "EndsBeforeStart",
    "LeaderStays",
    "MoneyDoesNotAddUp",
    "NothingAmended",
    "NumberTaken",
    "OnlyTheLastAmendment",
    "OwnContributionDiffers",
    "PartsExceedTotal",
    "PartnerEntry",
    "PartnerIsNeeded",
    "PartnerNameTaken",
    "QuotaIsTwofold",
    "SignedInTheFuture",
    "TasksExceedTotal",
    "UnreadableLines",
    "WrongRegon",
    "add_partner",
    "amend_project",
    "begin_draft",
    "correct_area",
    "correct_partner",
    "correct_project",
    "discard_draft",
    "enter_area",
    "enter_from_draft",
    "enter_project",
    "remove_partner",
    "save_draft",
    "set_target_group",
    "set_tasks",
    "withdraw_amendment",
]
