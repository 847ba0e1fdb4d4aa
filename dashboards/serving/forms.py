"""The form of a token of released figures: who gets it, what for, and its limits."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.days import warsaw_day
from core.forms import OperationForm
from core.ids import new_id
from dashboards.serving import parts
from dashboards.serving.operations import ReleaseEntry
from projects.forms import Sections, sections_of
from projects.partners.forms import Limits, end_of

USUAL_DAYS, USUAL_PER_MINUTE = 364, 60
NUMBER = {"class": "w-auto", "size": 14, "inputmode": "numeric", "autocomplete": "off"}


class ReleaseForm(Limits, OperationForm):
    """What was typed as an entry; the id is the page's own, so that it makes one token."""

    token_id = forms.UUIDField(widget=forms.HiddenInput)
    body_name = forms.CharField(
        label=_("Name of the body"),
        max_length=120,
        help_text=_("An office, a school of higher education or an organisation; no person."),
    )
    nip = forms.CharField(
        label=_("NIP"), max_length=20, required=False, widget=forms.TextInput(attrs=NUMBER)
    )
    krs = forms.CharField(
        label=_("KRS"), max_length=20, required=False, widget=forms.TextInput(attrs=NUMBER)
    )
    purpose = forms.CharField(
        label=_("What for"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("As the body said it, with the number of its letter if there is one."),
    )

    def __init__(self, *args: Any, at: datetime, **facts: Any) -> None:
        super().__init__(*args, initial=_initial(at), **facts)
        self.at = at
        self.fields["ends_on"].help_text = _("The last day. At most 365 days.")

    @property
    def sections(self) -> Sections:
        who = (_("Who reads"), ("body_name", "nip", "krs", "purpose"))
        limits = ("ends_on", "networks", "per_minute_count")
        return sections_of(self, [who, (_("Until when, from where, how often"), limits)])

    def as_arguments(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        ends_at = end_of(typed.pop("ends_on"), at=self.at)
        return {"entry": ReleaseEntry(**typed, ends_at=ends_at)}

    def rights(self) -> list[str]:
        """What the token would open, as the form stands."""
        if self.is_bound:
            self.is_valid()
        typed = {**self.initial, **(self.cleaned_data if self.is_bound else {})}
        return parts.rights(
            body_name=typed.get("body_name") or "",
            networks=typed.get("networks") or [],
            per_minute_count=typed["per_minute_count"],
            until=typed["ends_on"],
        )


def _initial(at: datetime) -> dict[str, Any]:
    return {
        "token_id": new_id(),
        "ends_on": warsaw_day(at) + timedelta(days=USUAL_DAYS),
        "per_minute_count": USUAL_PER_MINUTE,
    }
