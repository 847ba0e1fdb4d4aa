"""Forms of the people around a participant and of a voided participation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.forms import DayField
from projects.participants import vocabulary as words
from projects.participants.entries_path import SurroundingEntry
from projects.participants.forms.fields import NOT_CHOSEN
from projects.participants.forms.path import RecordForm, TextField
from projects.participants.models import SurroundingPerson
from projects.participants.operations.surroundings import MOST_AT_ONCE
from projects.participants.reported import ReportingForm
from projects.participants.vocabulary_path import (
    AgeGroup,
    Relation,
    SurroundingSupport,
    VoidKind,
)


class SurroundingForm(RecordForm):
    """Somebody close as a counter: no name, no number, only what has to be reported."""

    relation = forms.ChoiceField(
        label=_("Who this is to the participant"), choices=[*NOT_CHOSEN, *Relation.choices]
    )
    people = forms.IntegerField(
        label=_("How many such people"),
        initial=1,
        min_value=1,
        max_value=MOST_AT_ONCE,
        help_text=_("For example two children of the same age group with the same support."),
        widget=forms.NumberInput(attrs={"class": "w-auto"}),
    )
    age_group = forms.ChoiceField(
        label=_("Age"), choices=AgeGroup.choices, widget=forms.RadioSelect
    )
    sex = forms.ChoiceField(
        label=_("Sex"), choices=[*NOT_CHOSEN, *words.Sex.choices], required=False
    )
    supports = forms.MultipleChoiceField(
        label=_("Support"),
        choices=SurroundingSupport.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one kind of support.")},
    )
    starts_on = DayField(label=_("From"))
    ends_on = DayField(
        label=_("To"), required=False, help_text=_("Leave it empty while the support lasts.")
    )
    names = ("relation", "age_group", "sex", "supports", "starts_on", "ends_on")

    def __init__(self, *args: Any, record: SurroundingPerson | None, **facts: Any) -> None:
        current = {name: getattr(record, name) for name in self.names} if record else {}
        super().__init__(*args, record=record, current=current, **facts)
        if record is not None:
            del self.fields["people"]

    def entry(self) -> SurroundingEntry:
        typed = {name: self.cleaned_data[name] for name in self.names}
        return SurroundingEntry(**{**typed, "supports": tuple(typed["supports"])})

    def as_arguments(self) -> dict[str, Any]:
        arguments = super().as_arguments()
        if self.record is None:
            arguments["people"] = self.cleaned_data["people"]
        return arguments


class VoidForm(ReportingForm):
    kind = forms.ChoiceField(label=_("Why"), choices=VoidKind.choices, widget=forms.RadioSelect)
    reason = TextField(
        label=_("What was found"),
        help_text=_("Which check or which mistake, and of what day. It stays with the record."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class RestoreForm(ReportingForm):
    reason = TextField(label=_("Why it counts again"), help_text=_("It stays with the record."))
    version = forms.IntegerField(widget=forms.HiddenInput)
