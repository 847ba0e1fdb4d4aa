"""Forms of internships: the agreement's facts, and the sheet of one month."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from projects.forms import CorrectionForm, DayField
from projects.participants.reported import ReportingForm
from projects.support import reference
from projects.support.entries import DayEntry, PlacementEntry
from projects.support.forms.basket import OfServices, service_field
from projects.support.forms.fields import QuantityField, hours_field
from projects.support.models import Placement, PlacementDay
from projects.support.vocabulary import DayMark

ENTRY = (
    "employer_name",
    "position",
    "supervisor_name",
    "starts_on",
    "ends_on",
    "day_hours",
    "week_hours",
)


class PlacementFields(forms.Form):
    """In the order of the agreement with the employer."""

    employer_name = forms.CharField(label=capfirst(_("employer")), max_length=160)
    position = forms.CharField(label=capfirst(_("position")), max_length=120, required=False)
    supervisor_name = forms.CharField(
        label=_("Supervisor at the employer"), max_length=120, required=False
    )
    starts_on = DayField(label=capfirst(_("from")))
    ends_on = DayField(label=capfirst(_("to")))
    day_hours = hours_field(label=_("Hours a day"))
    week_hours = hours_field(label=_("Hours a week"))

    def entry(self) -> PlacementEntry:
        return PlacementEntry(**{name: self.cleaned_data[name] for name in ENTRY})


class BeginPlacementForm(OfServices, PlacementFields, OperationForm):
    service = service_field()
    field_order = ("service", *ENTRY)

    def __init__(self, *args: Any, **facts: Any) -> None:
        limits = reference.limits()
        first = {
            "day_hours": Decimal(limits.placement_hours_a_day),
            "week_hours": Decimal(limits.placement_hours_a_week),
        }
        super().__init__(*args, initial=first, **facts)

    def as_arguments(self) -> dict[str, Any]:
        return {"service": self.cleaned_data["service"], "entry": self.entry()}


class CorrectPlacementForm(PlacementFields, CorrectionForm):
    def __init__(self, *args: Any, placement: Placement, **facts: Any) -> None:
        current = {name: getattr(placement, name) for name in (*ENTRY, "version")}
        super().__init__(*args, current=current, **facts)

    def as_arguments(self) -> dict[str, Any]:
        return {"entry": self.entry(), "version": self.cleaned_data["version"]}


@dataclass(frozen=True)
class DayLine:
    """One day of the month on the page."""

    day: date
    note: str
    mark: forms.BoundField
    hours: forms.BoundField


class MonthForm(CorrectionForm, ReportingForm):
    """A mark and hours for each day of one month that belongs to the internship."""

    def __init__(
        self,
        *args: Any,
        placement: Placement,
        days: Mapping[date, str],
        written: Mapping[date, PlacementDay],
        preset: Mapping[date, Decimal],
        **facts: Any,
    ) -> None:
        """`days` carry a note, a holiday's name for one; `preset` proposes worked hours."""
        current: dict[str, Any] = {"version": placement.version}
        for day in days:
            if row := written.get(day):
                current |= {_mark(day): row.mark, _hours(day): row.hours or None}
            elif day in preset:
                current |= {_mark(day): DayMark.WORKED, _hours(day): preset[day]}
        super().__init__(*args, current=current, **facts)
        self.days = days
        for day in days:
            self.fields[_mark(day)] = forms.ChoiceField(
                label=f"{day:%d.%m.%Y}", required=False, choices=[("", "—"), *DayMark.choices]
            )
            self.fields[_hours(day)] = QuantityField(
                label=f"{day:%d.%m.%Y}", required=False, max_digits=5
            )

    @property
    def lines(self) -> Iterator[DayLine]:
        for day, note in self.days.items():
            yield DayLine(day, note, self[_mark(day)], self[_hours(day)])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for day in self.days:
            mark, hours = typed.get(_mark(day)), typed.get(_hours(day))
            if mark == DayMark.WORKED and not hours and _hours(day) not in self.errors:
                self.add_error(_hours(day), _("Write the hours worked, or mark the day otherwise."))
            if hours and mark != DayMark.WORKED:
                self.add_error(_mark(day), _("Hours belong to a worked day: mark it, or clear."))
        return typed

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        entries = [
            DayEntry(
                worked_on=day,
                mark=typed[_mark(day)],
                hours=typed.get(_hours(day)) or Decimal(0),
            )
            for day in self.days
            if typed.get(_mark(day))
        ]
        return {"entries": entries, "version": typed["version"]}


def _mark(day: date) -> str:
    return f"mark_{day:%Y%m%d}"


def _hours(day: date) -> str:
    return f"hours_{day:%Y%m%d}"
