"""What is typed to take everything out: why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm

LONGEST_REASON = 300


class AskForm(OperationForm):
    """Why everything leaves, and for whom."""

    reason = forms.CharField(
        label=_("Why, and for whom"),
        max_length=LONGEST_REASON,
        min_length=10,
        help_text=_(
            "Name the letter or the decision, and who receives the archive. Whoever agrees reads it, and it stays in the history."
        ),
    )


class AnswerForm(OperationForm):
    """Agrees, refuses, or takes back."""
