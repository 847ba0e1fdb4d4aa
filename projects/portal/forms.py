"""What is tried out, one of the five jobs with a body that can be changed; and who is invited."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.partners.forms import InvitePersonForm
from tenants.organisations.models import Standing


class TryForm(forms.Form):
    """Sent empty, a body is as empty as it would be for the API: what is wrong with it, that says."""

    body = forms.CharField(
        label=_("What is sent"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "class": "is-code", "spellcheck": "false"}),
        help_text=_("Change it as you like. Ids that begin with zeros are those of the sandbox."),
    )


class InviteColleagueForm(InvitePersonForm):
    """Another person of the organisation, for some of the units where one manages people."""

    standings = forms.MultipleChoiceField(
        label=_("In which units"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one unit.")},
    )
    field_order = ("email", "display_name", "standings", "manages")

    def __init__(self, *args: Any, standings: Sequence[Standing], **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.offered = {str(one.pk): one for one in standings}
        choices = [(key, f"{one.tenant.name} ({one.name})") for key, one in self.offered.items()]
        self.fields["standings"].choices = choices  # type: ignore[attr-defined]

    def as_arguments(self) -> dict[str, Any]:
        chosen = [self.offered[key] for key in self.cleaned_data["standings"]]
        return {**self.cleaned_data, "standings": chosen}
