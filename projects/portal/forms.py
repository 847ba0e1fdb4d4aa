"""What is tried out: one of the five jobs, with a body that can be changed."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TryForm(forms.Form):
    """Sent empty, a body is as empty as it would be for the API: what is wrong with it, that says."""

    body = forms.CharField(
        label=_("What is sent"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "class": "is-code", "spellcheck": "false"}),
        help_text=_("Change it as you like. Ids that begin with zeros are those of the sandbox."),
    )
