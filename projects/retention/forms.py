"""Forms of retention: there is nothing to type."""

from django import forms

from core.forms import OperationForm


class AnswerForm(OperationForm):
    """Asks, or refuses what was asked."""


class RemoveForm(OperationForm):
    """Carries the fingerprint of what the page showed: nothing else is removed."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=100)
