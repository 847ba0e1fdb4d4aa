"""The state at start, asked as the form of the project's budget period asks it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.forms import DayField
from projects.participants import vocabulary as words
from projects.participants.columns import NO_BENEFIT
from projects.participants.entries import StartEntry, StateEntry
from projects.participants.forms.fields import NOT_CHOSEN, Part
from projects.participants.premise_kinds import catalogue
from projects.participants.scopes import JOINED, Scope, ScopeField
from projects.participants.wordings import choices, said

# A longer dictionary is a list to choose from, not a row of buttons.
MOST_BUTTONS = 4

NOTICE: Part = (gettext_lazy("Before you ask anything"), ("notice_given_on",))
PROJECT: Part = (
    gettext_lazy("The project"),
    ("participant_kind", "institution_name", "started_on", "support_scope", "in_disability_quota"),
)
LABOUR: Part = (
    gettext_lazy("Labour market"),
    ("labour_status", "labour_detail", "months_out_of_work", "occupation", "employer"),
)
EDUCATION: Part = (gettext_lazy("Education"), ("isced", "education_ends_on"))
SITUATION: Part = (
    gettext_lazy("Situation"),
    (
        "foreign_background",
        "third_country",
        "minority",
        "homeless",
        "disability",
        "disadvantage",
        "at_risk",
        "benefits",
    ),
)
STATEMENTS: Part = (
    gettext_lazy("Statements"),
    ("declared_on", "guardian_consented_on", "may_show_image"),
)
# Where the person is not asked about, the citizenship of the start is.
STATE_PARTS = (
    PROJECT,
    LABOUR,
    EDUCATION,
    (SITUATION[0], ("citizenship", *SITUATION[1])),
    STATEMENTS,
)


def present(form: forms.Form, parts: Iterable[Part]) -> list[tuple[Promise, tuple[str, ...]]]:
    """The parts with the fields that this period asks for; none that would be empty."""
    kept = (
        (legend, tuple(name for name in names if name in form.fields)) for legend, names in parts
    )
    return [(legend, names) for legend, names in kept if names]


class StateFields(forms.Form):
    """Dictionaries, labels and explanations come from the scope, in the page's language."""

    notice_given_on = DayField(
        label=gettext_lazy("The notice was given on"),
        help_text=gettext_lazy("Read it out or hand it over first, then take the data."),
    )
    started_on = DayField(
        label=gettext_lazy("Day of the first support"),
        help_text=gettext_lazy("Not the day the declaration was signed."),
    )
    in_disability_quota = forms.BooleanField(
        label=gettext_lazy("Takes a place kept for people with disabilities"), required=False
    )
    months_out_of_work = forms.IntegerField(
        label=gettext_lazy("Months without work, without a break"),
        required=False,
        min_value=0,
        max_value=720,
        help_text=gettext_lazy("Only for an unemployed person."),
        widget=forms.NumberInput(attrs={"class": "w-auto"}),
    )
    at_risk = forms.BooleanField(
        label=gettext_lazy("At risk of poverty or social exclusion"), required=False, initial=True
    )
    declared_on = DayField(
        label=gettext_lazy("Declaration of joining the project signed on"), required=False
    )
    guardian_consented_on = DayField(
        label=gettext_lazy("Consent of the guardian given on"),
        required=False,
        help_text=gettext_lazy("Only for somebody under 18."),
    )
    may_show_image = forms.BooleanField(
        label=gettext_lazy("Agrees to the use of the image"), required=False
    )

    def __init__(
        self, *args: Any, scope: Scope, reintegration_unit: str = "", **facts: Any
    ) -> None:
        super().__init__(*args, **facts)
        self.scope = scope
        for name, field in scope.fields.items():
            if field.section != "exit":
                self.fields[name] = _field(field)
        if reintegration_unit:
            self.fields["benefits"] = _benefits(reintegration_unit)

    def clean_benefits(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["benefits"]
        if NO_BENEFIT in chosen and len(chosen) > 1:
            raise forms.ValidationError(_("Either the benefits or none of them: clear one."))
        return chosen

    def start_entry(self) -> StateEntry:
        """The state; with the day of the first support where there is one."""
        typed = self.cleaned_data
        status, _sign, register = typed.get("labour_status", "").partition(JOINED)
        detail, benefits = typed.get("labour_detail", ""), typed.get("benefits")
        plain = {
            name: value
            for name, value in typed.items()
            if name in PLAIN and value is not None and value != ""
        }
        day = typed.get("started_on")
        made, begun = (StartEntry, {"started_on": day}) if day else (StateEntry, {})
        return made(
            labour_status=status,
            labour_register=register,
            labour_detail=detail,
            long_term_unemployed=detail == "LONG_TERM",
            isced=typed.get("isced"),
            disability=typed.get("disability", ""),
            benefits=None if benefits is None else tuple(set(benefits) - {NO_BENEFIT}),
            **plain,
            **begun,
        )


# What a form and a state call alike and type alike.
PLAIN = frozenset(StateEntry.__dataclass_fields__) - {
    "labour_status",
    "labour_register",
    "labour_detail",
    "long_term_unemployed",
    "isced",
    "disability",
    "benefits",
    "address",
}
# What one field of the form answers, where the form has it.
ASKED_PLAINLY = PLAIN | {"isced", "disability", "benefits"}
# What only somebody who works can answer.
OF_WORK = frozenset({"occupation", "employer"})


def shown_state(state: StateEntry, scope: Scope) -> dict[str, Any]:
    """A state as the fields of the form show it."""
    current = dict(vars(state))
    current["labour_status"] = scope.status_code(state.labour_status, state.labour_register)
    if state.benefits is not None:
        current["benefits"] = list(state.benefits) or [NO_BENEFIT]
    if state.address:
        current |= vars(state.address)
    return current


def _field(field: ScopeField) -> forms.Field:
    facts: dict[str, Any] = {
        "label": said(field.label),
        "help_text": said(field.help),
        "required": field.required,
    }
    if field.name == "isced":
        return forms.TypedChoiceField(
            choices=[*NOT_CHOSEN, *_levels(field)], coerce=int, empty_value=None, **facts
        )
    if field.name == "education_ends_on":
        return DayField(**facts)
    if not field.values:
        return forms.CharField(max_length=120, **facts)
    if field.name == "labour_detail":
        return forms.ChoiceField(choices=[*NOT_CHOSEN, *_details(field)], **facts)
    if len(field.values) > MOST_BUTTONS:
        return forms.ChoiceField(choices=[*NOT_CHOSEN, *choices(field.values)], **facts)
    return forms.ChoiceField(
        choices=choices(field.values),
        widget=forms.RadioSelect,
        initial={"participant_kind": "INDIVIDUAL", "citizenship": "PL"}.get(field.name),
        **facts,
    )


def _details(field: ScopeField) -> list[tuple[str, list[tuple[str, str]]]]:
    """The details under the labour status to which they belong."""
    return [
        (str(label), choices(value for value in field.values if value.of == status))
        for status, label in words.LabourStatus.choices
    ]


def _levels(field: ScopeField) -> list[Any]:
    """The ISCED levels under the value of the national form that covers them."""
    levels: list[Any] = []
    for value in field.values:
        first, _sign, last = value.code.partition("-")
        covered = [(n, words.Isced(n).label) for n in range(int(first), int(last) + 1)]
        name = said(value.wording)
        levels.append((name, covered) if len(covered) > 1 else (covered[0][0], name))
    return levels


def _benefits(unit: str) -> forms.Field:
    listed = [(one.code, said(one.wording)) for one in catalogue().benefits.values()]
    return forms.MultipleChoiceField(
        label=_("Benefits that the person receives"),
        choices=[*listed, (NO_BENEFIT, _("none of these"))],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Some of them bar from a %(unit)s.") % {"unit": unit},
    )
