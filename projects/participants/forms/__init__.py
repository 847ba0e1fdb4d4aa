"""What a person types about participants, in the order of the paper form."""

from projects.participants.forms.correcting import CorrectPersonForm, CorrectStartForm
from projects.participants.forms.entering import EnrolForm, EnterForm
from projects.participants.forms.leaving import LeaveForm, OutcomeForm
from projects.participants.forms.premises import EndPremiseForm, PremiseForm, RemovePremiseForm
from projects.participants.forms.staff import StaffForm

__all__ = [
    "CorrectPersonForm",
    "CorrectStartForm",
    "EndPremiseForm",
    "EnrolForm",
    "EnterForm",
    "LeaveForm",
    "OutcomeForm",
    "PremiseForm",
    "RemovePremiseForm",
    "StaffForm",
]
