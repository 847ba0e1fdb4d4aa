"""What a person types about participants, in the order of the paper form."""

from projects.participants.forms.entering import (
    CorrectPersonForm,
    CorrectStartForm,
    EnrolForm,
    EnterForm,
)
from projects.participants.forms.leaving import LeaveForm, OutcomeForm

__all__ = [
    "CorrectPersonForm",
    "CorrectStartForm",
    "EnrolForm",
    "EnterForm",
    "LeaveForm",
    "OutcomeForm",
]
