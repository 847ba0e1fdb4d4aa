"""Forms of revitalisation areas: the resolution's list pasted as it is, and an address tried on it."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from projects.agreements.entries import AreaEntry
from projects.agreements.forms.target_group import gmina_choices
from projects.agreements.models import RevitalisationArea
from projects.agreements.queries import lines_of
from projects.forms import CorrectionForm, DayField, Sections, sections_of

LONGEST_LIST, LONGEST_LINE = 100_000, 200
FACTS = ("name", "gmina", "place", "source", "valid_from", "valid_to")


def _label(name: str) -> Any:
    return capfirst(RevitalisationArea._meta.get_field(name).verbose_name)


class AreaFields(forms.Form):
    name = forms.CharField(
        label=_label("name"), max_length=160, help_text=_("For example: no. 1 “Centrum”.")
    )
    gmina = forms.ChoiceField(label=_label("gmina"))
    place = forms.CharField(
        label=_label("place"),
        max_length=80,
        required=False,
        help_text=_("If the list is of one town: the same street may be in a village too."),
    )
    source = forms.CharField(
        label=_label("source"),
        max_length=500,
        help_text=_("Its number, day and title, so that everybody can check the list."),
    )
    valid_from = DayField(label=_label("valid_from"))
    valid_to = DayField(
        label=_label("valid_to"), required=False, help_text=_("The last day; empty while it holds.")
    )
    lines = forms.CharField(
        label=_("Streets and numbers"),
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text=_(
            "One street a line, pasted from the resolution: “Dworcowa 1-15 nieparzyste”, "
            "“Długa 2, 4, 8-12a”, “Kościerska od 10”, or the street alone when it is whole."
        ),
    )

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["gmina"].choices = [("", "—"), *gmina_choices()]

    @property
    def sections(self) -> Sections:
        return sections_of(self, [(_("Resolution"), FACTS), (_("List of streets"), ("lines",))])

    def clean_lines(self) -> str:
        typed = self.cleaned_data["lines"]
        if any(len(line) > LONGEST_LINE for line in typed.splitlines()):
            raise forms.ValidationError(_("A line is longer than 200 signs: one street a line."))
        return typed

    def entry(self) -> AreaEntry:
        typed = self.cleaned_data
        lines = tuple(typed["lines"].splitlines())
        return AreaEntry(**{name: typed[name] for name in FACTS}, lines=lines)


class AreaForm(AreaFields, OperationForm):
    def as_arguments(self) -> dict[str, Any]:
        return {"entry": self.entry()}


class CorrectAreaForm(AreaFields, CorrectionForm):
    def as_arguments(self) -> dict[str, Any]:
        return {"entry": self.entry(), "version": self.cleaned_data["version"]}


def area_values(area: RevitalisationArea) -> dict[str, Any]:
    """The area as the form for correcting it begins."""
    values = {name: getattr(area, name) for name in (*FACTS, "version")}
    return {**values, "lines": "\n".join(lines_of(area))}


class AddressForm(forms.Form):
    """An address tried on the list; it is not kept anywhere."""

    address = forms.CharField(
        label=_("Street and number"),
        max_length=120,
        help_text=_("For example Dworcowa 12a. It is only looked at, and kept nowhere."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
