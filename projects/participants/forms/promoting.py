"""The form in which somebody around a participant becomes a participant."""

from typing import Any

from django import forms

from projects.participants.columns import address_of
from projects.participants.forms.entering import EnterForm
from projects.participants.models import SurroundingPerson


class PromoteForm(EnterForm):
    """The form of a new participant; what the two share begins as the participant has it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, surrounding: SurroundingPerson, **facts: Any) -> None:
        theirs = surrounding.participation.person
        first = {**vars(address_of(theirs)), "sex": surrounding.sex}
        super().__init__(*args, initial={**first, "version": surrounding.version}, **facts)

    def as_arguments(self) -> dict[str, Any]:
        return {**super().as_arguments(), "version": self.cleaned_data["version"]}
