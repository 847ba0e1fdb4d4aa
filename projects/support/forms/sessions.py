"""Forms of sessions: a series, one more, a change, a cancellation; and a typed code."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from projects.forms import CorrectionForm, DayField
from projects.support.entries import SeriesEntry, SessionEntry
from projects.support.forms.fields import (
    ClockField,
    hours_field,
    leader_field,
    outside_leader_field,
)
from projects.support.models import Group, Session
from projects.support.rules import codes

WEEKDAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]
ENTRY = (
    "held_on",
    "start_time",
    "end_time",
    "hours",
    "place",
    "topic",
    "leader",
    "leader_name",
)
HOURS_HELP = _("Empty: as the clock says. Fill it in for hours of 45 minutes.")


class SeriesForm(OperationForm):
    """Weekdays, from a day to a day, from a time to a time."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("On these days"),
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Mark at least one day of the week.")},
    )
    first_on = DayField(label=_("The first possible day"))
    last_on = DayField(
        label=_("The last possible day"), help_text=_("Public holidays are left out by themselves.")
    )
    start_time = ClockField(label=capfirst(_("begins")))
    end_time = ClockField(label=capfirst(_("ends")))
    hours = hours_field(required=False, help_text=HOURS_HELP)
    topic = forms.CharField(label=capfirst(_("topic")), max_length=200, required=False)

    def as_arguments(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        return {"entry": SeriesEntry(**{**typed, "weekdays": tuple(typed["weekdays"])})}


class SessionFields(forms.Form):
    held_on = DayField(label=capfirst(_("day")))
    start_time = ClockField(label=capfirst(_("begins")))
    end_time = ClockField(label=capfirst(_("ends")))
    hours = hours_field(required=False, help_text=HOURS_HELP)
    place = forms.CharField(label=capfirst(_("place")), max_length=120, required=False)
    topic = forms.CharField(label=capfirst(_("topic")), max_length=200, required=False)
    leader = leader_field()
    leader_name = outside_leader_field()

    def entry(self) -> SessionEntry:
        return SessionEntry(**{name: self.cleaned_data[name] for name in ENTRY})


class AddSessionForm(SessionFields, OperationForm):
    """One more session of a group: place and leader are the group's unless said otherwise."""

    def __init__(self, *args: Any, group: Group, **facts: Any) -> None:
        first = {
            "place": group.place,
            "leader": group.leader_id,
            "leader_name": group.leader_name,
        }
        super().__init__(*args, initial=first, **facts)

    def as_arguments(self) -> dict[str, Any]:
        return {"entry": self.entry()}


class ChangeSessionForm(SessionFields, CorrectionForm):
    """Move it or correct it; a moved session keeps the day it was moved from."""

    reason = forms.CharField(label=_("Why"), max_length=200, required=False)

    def __init__(self, *args: Any, session: Session, **facts: Any) -> None:
        current = {name: getattr(session, name) for name in ENTRY}
        current |= {"leader": session.leader_id, "version": session.version}
        super().__init__(*args, current=current, **facts)

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"entry": self.entry(), "version": typed["version"], "reason": typed["reason"]}


class CancelForm(CorrectionForm):
    reason = forms.CharField(
        label=_("Why is it cancelled"),
        max_length=200,
        help_text=_("It stays in the calendar, crossed out, with this reason."),
    )


class CodeForm(forms.Form):
    """The code of a printed list, typed by hand."""

    code = forms.CharField(
        label=_("Code of the list"),
        max_length=20,
        help_text=_("Eight letters and digits in the corner of the list, like 7K3M-Q9TD."),
        widget=forms.TextInput(
            attrs={"class": "w-auto code-input", "size": 12, "autocomplete": "off"}
        ),
    )

    def clean_code(self) -> str:
        code = codes.plain(self.cleaned_data["code"])
        if len(code) != codes.LENGTH:
            raise forms.ValidationError(
                _("The code has %(length)s letters and digits; %(count)s are typed."),
                params={"length": codes.LENGTH, "count": len(code)},
            )
        if not codes.is_typed_right(code):
            raise forms.ValidationError(
                _("One of the signs is mistyped: the last one does not fit. Compare them again.")
            )
        return code
