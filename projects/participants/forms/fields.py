"""The fields of a person and of the state at start, and how a refused check finds its field."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import pesel, polish
from core.errors import RuleBroken
from core.forms import OperationForm
from projects.forms import DayField
from projects.participants import countries, entries
from projects.participants import vocabulary as words
from projects.participants.entries import AddressEntry, PersonEntry
from projects.participants.operations import Refused
from projects.participants.rules import Problem
from projects.participants.sentences import sentence
from territory import queries as territory
from territory.models import Unit

NOT_CHOSEN = [("", "—")]
# What a check speaks of, by the field in which a form asks for it.
FIELD_OF = {"long_term_unemployed": "labour_detail", "labour_register": "labour_status"}
Part = tuple[Promise, tuple[str, ...]]

IDENTITY: Part = (
    gettext_lazy("Identity"),
    (
        "family_name",
        "given_name",
        "pesel",
        "no_pesel",
        "other_identifier",
        "born_on",
        "sex",
        "citizenship",
    ),
)
CONTACT: Part = (gettext_lazy("Contact"), ("phone", "email"))
ADDRESS: Part = (gettext_lazy("Address"), entries.ADDRESS)
GMINA_KINDS: dict[str, Promise] = {
    Unit.Kind.URBAN: gettext_lazy("urban gmina"),
    Unit.Kind.RURAL: gettext_lazy("rural gmina"),
    Unit.Kind.URBAN_RURAL: gettext_lazy("urban-rural gmina"),
}


def gmina_choices(gminy: Iterable[Unit]) -> list[tuple[str, str]]:
    """Names repeat (Puck, Tczew, Wejherowo): the kind tells the town from the country around it."""
    units = sorted(gminy, key=lambda unit: polish.sort_key(unit.name, unit.code))
    return NOT_CHOSEN + [(unit.code, f"{unit.name} ({GMINA_KINDS[unit.kind]})") for unit in units]


class CheckedForm(OperationForm):
    """A form whose operation runs the numbered checks: each refusal lands at its own field."""

    def show(self, refusal: RuleBroken) -> None:
        if isinstance(refusal, Refused):
            self.show_problems(refusal.problems)
        else:
            super().show(refusal)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        for problem in _without_echoes(problems):
            name = self.field_of(problem)
            self.add_error(name if name in self.fields else None, sentence(problem))

    def field_of(self, problem: Problem) -> str:
        return FIELD_OF.get(problem.field, problem.field)


def _without_echoes(problems: Iterable[Problem]) -> list[Problem]:
    """While the PESEL is wrong, what it would have filled in is not missing."""
    found = list(problems)
    if all(problem.check != "V01" for problem in found):
        return found
    return [p for p in found if p.check != "V28" or p.field not in ("born_on", "sex")]


class AddressFields(forms.Form):
    """Where a person lives; the country first, because outside Poland the rest is free."""

    country = forms.ChoiceField(label=gettext_lazy("Country"), initial=entries.POLAND)
    gmina = forms.ChoiceField(
        label=gettext_lazy("Gmina"),
        help_text=gettext_lazy("Where the person lives; the gmina, not the village."),
    )
    place = forms.CharField(label=gettext_lazy("Town or village"), max_length=80)
    street = forms.CharField(label=gettext_lazy("Street"), max_length=120, required=False)
    building = forms.CharField(
        label=gettext_lazy("Building number"),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"class": "w-auto", "size": 8, "autocomplete": "off"}),
    )
    flat = forms.CharField(
        label=gettext_lazy("Flat number"),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"class": "w-auto", "size": 8, "autocomplete": "off"}),
    )
    postal_code = forms.CharField(
        label=gettext_lazy("Postal code"),
        max_length=6,
        help_text=gettext_lazy("Like 83-300."),
        widget=forms.TextInput(attrs={"class": "w-auto", "size": 8, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.gminy = list(territory.gminy())
        self.fields["gmina"].choices = gmina_choices(self.gminy)
        self.fields["country"].choices = countries.choices()
        # Whoever leaves the country alone lives in Poland.
        self.fields["country"].required = False

    def address_entry(self) -> AddressEntry:
        return AddressEntry(**self._address())

    def _address(self) -> dict[str, str]:
        typed = self.cleaned_data
        address = {name: typed.get(name) or "" for name in entries.ADDRESS}
        address["country"] = address["country"] or entries.POLAND
        return address


class PersonFields(AddressFields):
    """Identity, contact and address."""

    family_name = forms.CharField(label=gettext_lazy("Last name"), max_length=80)
    given_name = forms.CharField(label=gettext_lazy("First name"), max_length=80)
    pesel = forms.CharField(
        label=gettext_lazy("PESEL"),
        max_length=20,
        help_text=gettext_lazy("When you save, it fills in the date of birth and the sex."),
        error_messages={
            "required": gettext_lazy("Enter the PESEL, or mark that the person has none.")
        },
        widget=forms.TextInput(
            attrs={"class": "w-auto", "inputmode": "numeric", "autocomplete": "off"}
        ),
    )
    no_pesel = forms.BooleanField(label=gettext_lazy("The person has no PESEL"), required=False)
    other_identifier = forms.CharField(
        label=gettext_lazy("Other identifier"),
        max_length=40,
        required=False,
        help_text=gettext_lazy(
            "Only without a PESEL: the number of a passport or another document."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    born_on = DayField(label=gettext_lazy("Date of birth"), required=False)
    sex = forms.ChoiceField(
        label=gettext_lazy("Sex"),
        choices=words.Sex.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=30,
        required=False,
        validators=[
            RegexValidator(
                r"^\+?[\d\s()/-]{7,}$",
                gettext_lazy("Write the number in digits, like 600 100 200."),
            )
        ],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Without Polish letters: the national system rejects them."),
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        if self.data.get(self.add_prefix("no_pesel")):
            self.fields["pesel"].required = False

    def clean_pesel(self) -> str:
        return pesel.plain(self.cleaned_data["pesel"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("no_pesel") and typed.get("pesel"):
            self.add_error(
                "no_pesel", _("Either the PESEL or the mark that there is none: clear one of them.")
            )
        _fill_from_pesel(typed)
        return typed

    def person_entry(self) -> PersonEntry:
        typed = self.cleaned_data
        texts = ("given_name", "family_name", "sex", "other_identifier", "phone", "email")
        return PersonEntry(
            pesel=typed.get("pesel") or None,
            born_on=typed.get("born_on"),
            **{name: typed.get(name, "") for name in texts},
            **self._address(),
        )


def _fill_from_pesel(typed: dict[str, Any]) -> None:
    """What the number says fills what was left empty; what was typed stays, for the checks."""
    try:
        known = pesel.read(typed.get("pesel", ""))
    except ValueError:
        return
    typed["born_on"] = typed.get("born_on") or known.born_on
    typed["sex"] = typed.get("sex") or known.sex
