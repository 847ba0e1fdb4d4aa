"""What a person types about participants, in the order of the paper form."""

from projects.participants.forms.correcting import CorrectPersonForm, CorrectStartForm
from projects.participants.forms.entering import EnrolForm, EnterForm
from projects.participants.forms.leaving import LeaveForm, OutcomeForm, ReturnForm
from projects.participants.forms.links import DecideForm
from projects.participants.forms.path import DiagnosisForm, PauseForm, SurveyForm
from projects.participants.forms.plans import ActionPlanForm, ContractForm, PlanForm, SignForm
from projects.participants.forms.premises import EndPremiseForm, PremiseForm, RemovePremiseForm
from projects.participants.forms.promoting import PromoteForm
from projects.participants.forms.staff import StaffForm
from projects.participants.forms.surroundings import (
    RestoreForm,
    SurroundingForm,
    VoidForm,
)

__all__ = [
    "ActionPlanForm",
    "ContractForm",
    "CorrectPersonForm",
    "CorrectStartForm",
    "DecideForm",
    "DiagnosisForm",
    "EndPremiseForm",
    "EnrolForm",
    "EnterForm",
    "LeaveForm",
    "OutcomeForm",
    "PauseForm",
    "PlanForm",
    "PremiseForm",
    "PromoteForm",
    "RemovePremiseForm",
    "RestoreForm",
    "ReturnForm",
    "SignForm",
    "StaffForm",
    "SurroundingForm",
    "SurveyForm",
    "VoidForm",
]
