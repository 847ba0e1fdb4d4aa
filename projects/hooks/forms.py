"""Forms of subscriptions."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from projects.hooks import addresses, queries
from projects.partners.models import Token
from projects.workbench.once import OnceForm

OVERLAPS = (
    (24, _("a day")),
    (72, _("three days")),
    (168, _("seven days")),
    (0, _("not at all: the old one is known to somebody else")),
)


class SubscribeForm(OnceForm):
    """Where to, and of what among that which the token may read."""

    address = forms.CharField(
        label=_("Address"),
        max_length=addresses.LONGEST,
        help_text=_(
            "It begins with https:// and takes requests POST. Only ids of what has changed are sent."
        ),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Changes of"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one kind of records.")},
    )

    def __init__(self, *args: Any, token: Token, **facts: Any) -> None:
        super().__init__(*args, **facts)
        choices = [(kind.value, kind.label) for kind in queries.kinds_for(token)]
        self.fields["kinds"].choices = choices  # type: ignore[attr-defined]

    def clean_address(self) -> str:
        """Told together with what else is wrong; the operation asks once more."""
        try:
            addresses.place_of(self.cleaned_data["address"])
        except addresses.BadAddress as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return self.cleaned_data["address"]


class RenewForm(OperationForm):
    """How long the older secret signs beside the new one."""

    overlap = forms.TypedChoiceField(
        label=_("The older secret is good for"), choices=OVERLAPS, coerce=int, initial=24
    )

    def as_arguments(self) -> dict[str, Any]:
        return {"overlap": timedelta(hours=self.cleaned_data["overlap"])}


class AnswerForm(OperationForm):
    """There is nothing to type."""
