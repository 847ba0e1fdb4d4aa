"""Forms of what is agreed with a person: the path, the action plan, the social contract."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import OperationForm
from core.ledger.models import Member
from projects.forms import CorrectionForm, DayField, OnceForm, Sections, sections_of
from projects.participants.entries_path import (
    ActionPlanEntry,
    ContractEntry,
    PlanEntry,
    PlannedAreaEntry,
)
from projects.participants.forms.path import RecordForm, TextField, member_field
from projects.participants.models import ActionPlan, PathPlan, SocialContract
from projects.participants.vocabulary_path import PlanKind, SupportArea

MOST_HOURS = 9999


class HoursField(forms.DecimalField):
    """Hours with one decimal place, as people write them: 12, 12,5 or 12.5."""

    def __init__(self, **facts: Any) -> None:
        widget = forms.TextInput(
            attrs={"inputmode": "decimal", "class": "w-auto", "size": 8, "autocomplete": "off"}
        )
        invalid = {"invalid": _("Write the hours like 12 or 12,5.")}
        limits = {"min_value": Decimal("0.5"), "max_value": MOST_HOURS, "decimal_places": 1}
        super().__init__(widget=widget, error_messages=invalid, **limits, **facts)

    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(str(value or "").replace(",", ".").strip())

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class PlanForm(CorrectionForm, OnceForm):
    """The path in the five areas; the next version begins with what the last one says."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=PlanKind.choices, widget=forms.RadioSelect
    )
    agreed_on = DayField(label=gettext_lazy("Agreed on"))
    starts_on = DayField(label=gettext_lazy("From"))
    ends_on = DayField(label=gettext_lazy("To"))
    goals = TextField(
        label=gettext_lazy("Goals"),
        help_text=gettext_lazy("What is to be different at the end, in the person's own words."),
    )
    reason = TextField(label=gettext_lazy("What has changed and why"), rows=2)

    def __init__(
        self, *args: Any, last: PathPlan | None, first: dict[str, Any], **facts: Any
    ) -> None:
        current = {**first, **(_plan_as_typed(last) if last else {})}
        super().__init__(*args, current={**current, "version": last.no if last else 0}, **facts)
        if last is None:
            del self.fields["reason"]
        for area in SupportArea.values:
            kinds, hours, starts, ends = _planned_names(area)
            self.fields[kinds] = TextField(label=_("Kinds of support"), rows=2, required=False)
            self.fields[hours] = HoursField(
                label=_("Planned hours"),
                required=False,
                help_text=_("Empty where the support is not counted in hours."),
            )
            self.fields[starts] = DayField(label=_("From"), required=False)
            self.fields[ends] = DayField(
                label=_("To"), required=False, help_text=_("Empty: as the whole path.")
            )

    @property
    def sections(self) -> Sections:
        about = ["kind", "agreed_on", "starts_on", "ends_on", "goals"]
        change = ["reason"] if "reason" in self.fields else []
        areas = [(label, _planned_names(area)) for area, label in SupportArea.choices]
        return sections_of(self, [(_("Plan"), tuple(about + change)), *areas])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for area in SupportArea.values:
            kinds, *rest = _planned_names(area)
            if not typed.get(kinds) and any(typed.get(name) for name in rest):
                said = _("Say which support is meant, or clear the hours and the days.")
                self.add_error(kinds, said)
        return typed

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        areas = tuple(
            PlannedAreaEntry(
                area=area,
                kinds=typed[kinds],
                hours=typed[hours],
                starts_on=typed[starts] or typed["starts_on"],
                ends_on=typed[ends] or typed["ends_on"],
            )
            for area in SupportArea.values
            for kinds, hours, starts, ends in [_planned_names(area)]
            if typed[kinds]
        )
        names = ("kind", "agreed_on", "starts_on", "ends_on", "goals")
        about = {name: typed[name] for name in names}
        entry = PlanEntry(**about, areas=areas, reason=typed.get("reason", ""))
        return {"entry": entry, "based_on": typed["version"]}


def _planned_names(area: str) -> tuple[str, str, str, str]:
    return f"{area}_kinds", f"{area}_hours", f"{area}_starts_on", f"{area}_ends_on"


def _plan_as_typed(plan: PathPlan) -> dict[str, Any]:
    names = ("kind", "starts_on", "ends_on", "goals")
    typed = {name: getattr(plan, name) for name in names}
    for area in plan.areas.all():
        # Days left empty follow the path's when those are changed.
        starts_on = area.starts_on if area.starts_on != plan.starts_on else None
        ends_on = area.ends_on if area.ends_on != plan.ends_on else None
        values = (area.kinds or "", area.hours, starts_on, ends_on)
        typed |= dict(zip(_planned_names(area.area), values, strict=True))
    return typed


class SignForm(OperationForm):
    """The day on which both sides signed the plan."""

    signed_on = DayField(label=gettext_lazy("Signed on"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class ActionPlanForm(RecordForm):
    made_on = DayField(label=gettext_lazy("Day of the plan"))
    goals = TextField(label=gettext_lazy("Vocational goals"))
    steps = TextField(
        label=gettext_lazy("Steps"),
        rows=5,
        help_text=gettext_lazy("One step a line: what, who, until when."),
    )
    review_on = DayField(label=gettext_lazy("To be looked at again on"), required=False)
    field_order = ("made_on", "adviser", "goals", "steps", "review_on")

    def __init__(
        self,
        *args: Any,
        record: ActionPlan | None,
        team: list[Member],
        first: dict[str, Any],
        **facts: Any,
    ) -> None:
        current = first
        if record is not None:
            names = ("made_on", "goals", "steps", "review_on")
            current = {name: getattr(record, name) for name in names}
            current["adviser"] = record.adviser_id
        super().__init__(*args, record=record, current=current, **facts)
        kept = record.adviser if record else None
        self.fields["adviser"] = member_field(_("Career adviser"), team, kept=kept)
        self.order_fields(self.field_order)

    def entry(self) -> ActionPlanEntry:
        return ActionPlanEntry(**{name: self.cleaned_data[name] for name in self.field_order})


class ContractForm(RecordForm):
    office_name = forms.CharField(
        label=gettext_lazy("Social welfare centre"),
        max_length=120,
        help_text=gettext_lazy("For example: GOPS Kartuzy."),
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the contract"), max_length=40, required=False
    )
    signed_on = DayField(label=gettext_lazy("Signed on"))
    valid_to = DayField(label=gettext_lazy("Valid to"))
    ended_on = DayField(
        label=gettext_lazy("Ended earlier, on"),
        required=False,
        help_text=gettext_lazy("Leave it empty when the contract runs to its end."),
    )
    names = ("office_name", "number", "signed_on", "valid_to", "ended_on")

    def __init__(
        self, *args: Any, record: SocialContract | None, first: dict[str, Any], **facts: Any
    ) -> None:
        current = {name: getattr(record, name) for name in self.names} if record else first
        super().__init__(*args, record=record, current=current, **facts)
        if record is None:
            del self.fields["ended_on"]

    def entry(self) -> ContractEntry:
        return ContractEntry(**{name: self.cleaned_data.get(name) for name in self.names})
