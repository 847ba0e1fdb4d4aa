"""What a person types about a project, its partners, its target group and its areas."""

from projects.agreements.forms.areas import AddressForm, AreaForm, CorrectAreaForm
from projects.agreements.forms.changes import (
    AmendProjectForm,
    CorrectProjectForm,
    WithdrawForm,
    current_of,
)
from projects.agreements.forms.editions import BeginForm
from projects.agreements.forms.partners import (
    AddPartnerForm,
    CorrectPartnerForm,
    RemovePartnerForm,
)
from projects.agreements.forms.target_group import SetTargetGroupForm, group_values
from projects.agreements.forms.tasks import SetTasksForm
from projects.agreements.forms.wizard import STEPS, Wizard, step_of

__all__ = [
    "STEPS",
    "AddPartnerForm",
    "AddressForm",
    "AmendProjectForm",
    "AreaForm",
    "BeginForm",
    "CorrectAreaForm",
    "CorrectPartnerForm",
    "CorrectProjectForm",
    "RemovePartnerForm",
    "SetTargetGroupForm",
    "SetTasksForm",
    "WithdrawForm",
    "Wizard",
    "current_of",
    "group_values",
    "step_of",
]
