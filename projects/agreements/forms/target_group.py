"""Whom a project is for, as the agreement says it: premises, quotas, food aid, where people live."""

from collections import defaultdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core import polish
from core.forms import OperationForm
from projects.agreements.entries import LevelEntry, TargetGroupEntry
from projects.agreements.forms.changes import ByAmendment
from projects.agreements.forms.fields import notes, whole_number
from projects.agreements.models import (
    EfficiencyLevel,
    Project,
    RevitalisationArea,
    TargetGroup,
)
from projects.forms import CorrectionForm, Sections, sections_of
from territory import queries as territory
from territory.models import Unit

Group = EfficiencyLevel.Group
LEVELS = {
    "general": (Group.GENERAL, _("all participants")),
    "hardest": (Group.HARDEST, _("severe, intellectual or multiple disabilities")),
}
KINDS = {
    Unit.Kind.URBAN: _("urban gmina"),
    Unit.Kind.RURAL: _("rural gmina"),
    Unit.Kind.URBAN_RURAL: _("urban-rural gmina"),
}
HIGHEST_COUNT, HIGHEST_PREMISES = 9_999_999, 11
SECTIONS = [
    (
        _("Who takes part"),
        ("reintegration_unit", "premises_required_count", "minors_allowed"),
    ),
    (_("People with disabilities"), ("disability_count", "disability_percent")),
    (
        _("Users of food aid"),
        ("food_aid", "food_aid_percent", "food_aid_wording", "food_aid_checked_by"),
    ),
    (
        _("Efficiency promised, in percent"),
        tuple(f"{group}_{kind}" for group in LEVELS for kind in ("social", "employment")),
    ),
]
WHERE = (_("Where they live"), ("gminas", "revitalisation_side", "revitalisation_area"))
OTHERS = (_("Beside another project"), ("complementary_project",))


def _column(name: str) -> Any:
    return TargetGroup._meta.get_field(name)


class PercentField(forms.DecimalField):
    """0 to 100, with a comma or a point, with or without the sign."""

    def __init__(self, **facts: Any) -> None:
        widget = forms.TextInput(
            attrs={"inputmode": "decimal", "class": "w-auto", "size": 6, "autocomplete": "off"}
        )
        invalid = {"invalid": _("Write a percent between 0 and 100, for example 34 or 12,5.")}
        super().__init__(
            min_value=0,
            max_value=100,
            max_digits=5,
            decimal_places=2,
            required=False,
            widget=widget,
            error_messages=invalid,
            **facts,
        )

    def to_python(self, value: Any) -> Decimal | None:
        typed = str("" if value is None else value).replace(",", ".").replace("%", "")
        return super().to_python(typed.replace("\u00a0", "").strip())

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def gmina_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The gminas under their powiat or city; twin names are told apart by their kind."""
    units = {unit.code: unit for unit in territory.nine_units()}
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for gmina in sorted(territory.gminy(), key=lambda one: polish.sort_key(one.name, one.code)):
        unit = units.get(gmina.code[:4])
        name = f"{gmina.name} ({KINDS[gmina.kind]})"
        groups[str(unit or gmina.code[:4])].append((gmina.code, name))
    return sorted(groups.items(), key=lambda group: polish.sort_key(group[0]))


class TargetGroupFields(forms.Form):
    """Every rule of the target group; the words that leave a choice are kept beside the choice."""

    reintegration_unit = forms.ChoiceField(
        label=capfirst(_column("reintegration_unit").verbose_name),
        choices=TargetGroup.ReintegrationUnit.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("A club or a centre has conditions of its own, and these are then checked."),
    )
    premises_required_count = whole_number(
        capfirst(_column("premises_required_count").verbose_name),
        lowest=1,
        highest=HIGHEST_PREMISES,
        initial=1,
        help_text=_("1, or 2 where the agreement asks for multiple exclusion. Empty is 1."),
    )
    minors_allowed = forms.BooleanField(
        label=capfirst(_column("minors_allowed").verbose_name), required=False
    )
    disability_count = whole_number(
        capfirst(_column("disability_count").verbose_name), highest=HIGHEST_COUNT
    )
    disability_percent = PercentField(
        label=capfirst(_column("disability_percent").verbose_name),
        help_text=_("One of the two, as the agreement has it."),
    )
    food_aid = forms.ChoiceField(
        label=_("What the agreement means"),
        choices=TargetGroup.FoodAid.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "“100% of people who use food aid” is read in both ways. Choose one, and ask the "
            "managing authority to confirm it."
        ),
    )
    food_aid_percent = PercentField(
        label=_("If a share: percent of participants"), help_text=_("100 means everybody.")
    )
    food_aid_wording = notes(capfirst(_column("food_aid_wording").verbose_name))
    food_aid_checked_by = forms.CharField(
        label=capfirst(_column("food_aid_checked_by").verbose_name),
        required=False,
        max_length=160,
        help_text=_("Empty: the page says that nobody confirmed it yet."),
    )
    general_social = PercentField(label=_("Social: all participants"))
    general_employment = PercentField(label=_("Employment: all participants"))
    hardest_social = PercentField(
        label=_("Social: people with severe, intellectual or multiple disabilities")
    )
    hardest_employment = PercentField(
        label=_("Employment: people with severe, intellectual or multiple disabilities"),
        help_text=_("Only as the agreement has them; empty where it promises none."),
    )
    gminas = forms.MultipleChoiceField(
        label=_("Gminas whose residents the project serves"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: it does not matter where they live."),
    )
    revitalisation_side = forms.ChoiceField(
        label=capfirst(_column("revitalisation_side").verbose_name),
        choices=TargetGroup.RevitalisationSide.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    revitalisation_area = forms.ModelChoiceField(
        queryset=RevitalisationArea.objects.none(),
        label=capfirst(_column("revitalisation_area").verbose_name),
        required=False,
        empty_label="—",
    )
    complementary_project = forms.ModelChoiceField(
        queryset=Project.objects.none(),
        label=capfirst(_column("complementary_project").verbose_name),
        required=False,
        empty_label="—",
        help_text=_(
            "The two may not support the same person for the same thing: whoever takes part in "
            "both is shown as a question."
        ),
    )

    def __init__(self, *args: Any, projects: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["gminas"].choices = gmina_choices()
        self.fields["revitalisation_area"].queryset = RevitalisationArea.objects.all()
        self.fields["complementary_project"].queryset = projects

    @property
    def sections(self) -> Sections:
        return sections_of(self, [*SECTIONS, OTHERS], apart=(*WHERE[1], "amendment"))

    @property
    def gmina_groups(self) -> list[tuple[str, list[Any], int]]:
        """Each powiat's name with its boxes and how many of them are ticked."""
        chosen = {str(code) for code in self["gminas"].value() or []}
        boxes = {box.data["value"]: box for box in self["gminas"]}
        return [
            (name, [boxes[code] for code, _n in choices], sum(c in chosen for c, _n in choices))
            for name, choices in self.fields["gminas"].choices
        ]

    def entry(self) -> TargetGroupEntry:
        typed = dict(self.cleaned_data)
        is_share = typed["food_aid"] == TargetGroup.FoodAid.SHARE
        plain = (
            "reintegration_unit",
            "disability_count",
            "disability_percent",
            "food_aid",
            "food_aid_wording",
            "food_aid_checked_by",
            "revitalisation_side",
            "minors_allowed",
        )
        return TargetGroupEntry(
            **{name: typed[name] for name in plain},
            premises_required_count=typed["premises_required_count"] or 1,
            food_aid_percent=typed["food_aid_percent"] if is_share else None,
            gminas=tuple(typed["gminas"]),
            revitalisation_area_id=_id_of(typed["revitalisation_area"]),
            complementary_project_id=_id_of(typed["complementary_project"]),
            levels=_levels(typed),
        )


class SetTargetGroupForm(TargetGroupFields, ByAmendment, CorrectionForm):
    """The rules of a project that is entered already."""

    def as_arguments(self) -> dict[str, Any]:
        version = self.cleaned_data["version"]
        return {"entry": self.entry(), "version": version, **self.by_amendment}


class TargetGroupStepForm(TargetGroupFields, OperationForm):
    """The same as a step of the wizard."""


def group_values(group: TargetGroup) -> dict[str, Any]:
    """The rules as the form begins."""
    names = [name for name in TargetGroupFields.base_fields if not name.startswith(tuple(LEVELS))]
    values = {name: getattr(group, name) for name in names}
    for name in ("revitalisation_area", "complementary_project"):
        values[name] = getattr(group, f"{name}_id")
    for level in group.levels.all() if group.version else ():
        name = next(name for name, (code, _words) in LEVELS.items() if code == level.group)
        values[f"{name}_social"] = level.social_percent
        values[f"{name}_employment"] = level.employment_percent
    return {**values, "version": group.version}


def _levels(typed: dict[str, Any]) -> tuple[LevelEntry, ...]:
    found = []
    for name, (code, _words) in LEVELS.items():
        social, employment = typed[f"{name}_social"], typed[f"{name}_employment"]
        if social is not None or employment is not None:
            found.append(
                LevelEntry(group=code, social_percent=social, employment_percent=employment)
            )
    return tuple(found)


def _id_of(chosen: Any) -> UUID | None:
    return chosen.pk if chosen else None
