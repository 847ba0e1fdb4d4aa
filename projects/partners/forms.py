"""Forms of tokens; each offers only what whoever fills it in may give."""

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from ipaddress import ip_network
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.days import WARSAW
from core.forms import OperationForm
from projects.agreements.models import ProjectPartner
from projects.forms import DayField, OnceForm, Sections, sections_of
from projects.partners import parts
from projects.partners.actions import Action, Field
from projects.partners.models import Token
from projects.partners.operations import LONGEST, TokenEntry

USUAL_DAYS = 180
MOST_PER_MINUTE = 6000


class Scope(forms.Form):
    """What a token may do and see, among what may be given here."""

    actions = forms.MultipleChoiceField(
        label=_("What it may do"), widget=forms.CheckboxSelectMultiple
    )
    seen = forms.MultipleChoiceField(
        label=_("What it sees of a person beside the name"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Only of those whom the partner serves. The less, the better."),
    )

    def offer(self, given: Collection[str]) -> None:
        for name, every in (("actions", Action), ("seen", Field)):
            choices = [(one.value, one.label) for one in every if one.value in given]
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]


class Limits(forms.Form):
    """Until when, from where and how often; also for what the metropolis gives."""

    ends_on = DayField(
        label=_("Works until"),
        help_text=_("The last day. At most 365 days; unused for 90 days it is suspended."),
    )
    networks = forms.CharField(
        label=_("From which addresses"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Networks such as 203.0.113.0/24, one under another. Empty: from any address."),
    )
    per_minute_count = forms.IntegerField(
        label=_("Most requests a minute"),
        min_value=1,
        max_value=MOST_PER_MINUTE,
        widget=forms.NumberInput(attrs={"class": "w-auto"}),
    )

    def clean_networks(self) -> list[str]:
        typed = re.split(r"[\s,;]+", self.cleaned_data["networks"].strip())
        try:
            return [str(ip_network(one, strict=False)) for one in typed if one]
        except ValueError as broken:
            raise forms.ValidationError(
                _("Write networks as 203.0.113.0/24 or single addresses as 203.0.113.7.")
            ) from broken


class TokenForm(Scope, Limits, OnceForm):
    """A token of one partner. `entry` is made of what was typed; the key comes after it."""

    name = forms.CharField(
        label=_("Name of the partner's program"),
        max_length=80,
        help_text=_("It stands in the history beside everything that the program changes."),
    )
    projects = forms.MultipleChoiceField(
        label=_("In which projects"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        lines: Sequence[ProjectPartner],
        given: Collection[str],
        at: datetime,
        like: Token | None = None,
        **facts: Any,
    ) -> None:
        super().__init__(*args, initial=_initial(lines, at=at, like=like), **facts)
        self.lines, self.at = lines, at
        self.fields["projects"].choices = [(str(line.pk), str(line.project)) for line in lines]  # type: ignore[attr-defined]
        self.offer(given)

    @property
    def sections(self) -> Sections:
        named = [
            (_("Whose it is"), ("name", "projects")),
            (_("Its rights"), ("actions", "seen")),
            (_("Until when, from where, how often"), ("ends_on", "networks", "per_minute_count")),
        ]
        return sections_of(
            self,
            [(legend, tuple(n for n in names if n in self.fields)) for legend, names in named],
        )

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        entry = TokenEntry(
            name=typed["name"],
            partners=self._chosen(typed["projects"]),
            actions=typed["actions"],
            fields=typed.get("seen", []),
            networks=typed["networks"],
            per_minute_count=typed["per_minute_count"],
            ends_at=end_of(typed["ends_on"], at=self.at),
        )
        return {"entry": entry}

    def rights(self) -> list[str | parts.Right]:
        """What the token would be allowed to do, as the form stands."""
        typed = self._standing()
        chosen = self._chosen(typed.get("projects", []))
        return parts.rights(
            partner=self.lines[0].name,
            projects=[line.project for line in chosen],
            actions=typed.get("actions", []),
            fields=typed.get("seen", []),
            networks=typed.get("networks") or [],
            per_minute_count=typed.get("per_minute_count") or self.initial["per_minute_count"],
            until=typed.get("ends_on") or self.initial["ends_on"],
        )

    def warnings(self) -> list[str]:
        """What the partner's program would stumble on, as the form stands."""
        typed = self._standing()
        return parts.warnings(typed.get("actions", []), typed.get("seen", []))

    def _standing(self) -> dict[str, Any]:
        if self.is_bound:
            self.is_valid()
        return self.cleaned_data if self.is_bound else self.initial

    def _chosen(self, ids: Collection[str]) -> list[ProjectPartner]:
        return [line for line in self.lines if str(line.pk) in ids]


class NarrowForm(Scope, OperationForm):
    """What stays of a token: ticks can be taken away, and none can be added."""

    def __init__(self, *args: Any, token: Token, **facts: Any) -> None:
        initial = {"actions": token.actions, "seen": token.fields}
        super().__init__(*args, initial=initial, **facts)
        self.offer({*token.actions, *token.fields})
        self.fields["actions"].label = _("What it may still do")
        if "seen" in self.fields:
            self.fields["seen"].label = _("What it still sees of a person beside the name")

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"actions": typed["actions"], "fields": typed.get("seen", [])}


class RotateForm(OperationForm):
    """How long the older key lives on; the version stands for the page it was asked from."""

    overlap_hours = forms.TypedChoiceField(
        label=_("How long the older key still works"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[
            (0, _("not at all: it may have leaked")),
            (24, _("one day")),
            (72, _("three days")),
            (168, _("seven days")),
        ],
        help_text=_("Both keys work meanwhile, so that the program can be changed over in peace."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def as_arguments(self) -> dict[str, Any]:
        hours = timedelta(hours=self.cleaned_data["overlap_hours"])
        return {"overlap": hours, "version": self.cleaned_data["version"]}


class InvitePersonForm(OperationForm):
    """Somebody of a partner's organisation, by their e-mail."""

    email = forms.EmailField(
        label=_("E-mail"), help_text=_("The person's own at work; the link goes to it.")
    )
    display_name = forms.CharField(label=_("First and last name"), max_length=120)
    manages = forms.BooleanField(
        label=_("may invite and suspend other people of the organisation"), required=False
    )


def _initial(
    lines: Sequence[ProjectPartner], *, at: datetime, like: Token | None
) -> dict[str, Any]:
    """As the token before it, or as most tokens are."""
    today = at.astimezone(WARSAW).date()
    usual: dict[str, Any] = {
        "name": str(_("System: %(partner)s") % {"partner": lines[0].name})[:80],
        "projects": [str(line.pk) for line in lines] if len(lines) == 1 else [],
        "ends_on": today + timedelta(days=USUAL_DAYS),
        "per_minute_count": 600,
    }
    if like is None:
        return usual
    return {
        **usual,
        "name": like.name,
        "projects": [str(line.pk) for line in like.partners.all()],
        "actions": like.actions,
        "seen": like.fields,
        "networks": "\n".join(like.networks),
        "per_minute_count": like.per_minute_count,
    }


def end_of(day: date, *, at: datetime) -> datetime:
    """The last moment of the day in Warsaw; of the 365th day, as much as is left of a year."""
    end = datetime.combine(day, time(23, 59, 59), tzinfo=WARSAW)
    longest = at + LONGEST
    return min(end, longest) if day == longest.astimezone(WARSAW).date() else end
