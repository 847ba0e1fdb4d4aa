"""What a person types about support: the catalogue, a basket, groups, sessions, sheets."""

from projects.support.forms.basket import (
    BarrierForm,
    ChangePlanForm,
    GiveForm,
    MeetingForm,
    OfferForm,
    PlanForm,
    RecordMeetingForm,
    ResultForm,
    TakeBackForm,
)
from projects.support.forms.catalogue import CopyForm, CorrectServiceForm, EnterServiceForm
from projects.support.forms.groups import (
    AddMembersForm,
    AdmitForm,
    CorrectGroupForm,
    LeaveGroupForm,
    OpenGroupForm,
)
from projects.support.forms.placements import (
    BeginPlacementForm,
    CorrectPlacementForm,
    MonthForm,
)
from projects.support.forms.sessions import (
    AddSessionForm,
    CancelForm,
    ChangeSessionForm,
    CodeForm,
    SeriesForm,
)
from projects.support.forms.sheets import SheetForm

__all__ = [
    "AddMembersForm",
    "AddSessionForm",
    "AdmitForm",
    "BarrierForm",
    "BeginPlacementForm",
    "CancelForm",
    "ChangePlanForm",
    "ChangeSessionForm",
    "CodeForm",
    "CopyForm",
    "CorrectGroupForm",
    "CorrectPlacementForm",
    "CorrectServiceForm",
    "EnterServiceForm",
    "GiveForm",
    "LeaveGroupForm",
    "MeetingForm",
    "MonthForm",
    "OfferForm",
    "OpenGroupForm",
    "PlanForm",
    "RecordMeetingForm",
    "ResultForm",
    "SeriesForm",
    "SheetForm",
    "TakeBackForm",
]
