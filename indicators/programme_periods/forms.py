"""Forms of the programme's periods and of the exceptions from them."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from indicators.programme_periods import queries
from projects.forms import DayField
from tenants.models import Tenant


class NameForm(OperationForm):
    name = forms.CharField(
        label=capfirst(_("name")), max_length=80, help_text=_("For example: third quarter of 2026.")
    )
    ends_on = DayField(
        label=_("Covers days until"),
        help_text=_("Every settlement period that ended by this day is closed."),
    )
    close_by = DayField(
        label=_("Closed by itself from"),
        help_text=_("From this day on, early each morning, in every unit that has no exception."),
    )


class ExceptForm(OperationForm):
    """Which unit, or which project of it, stays open, until when and why; its team reads the reason."""

    whom = forms.ChoiceField(
        label=_("Unit or project"),
        help_text=_("A whole unit, or one of its projects that have settlement periods."),
    )
    reason = forms.CharField(
        label=capfirst(_("reason")),
        max_length=300,
        help_text=_("The unit's team reads it beside the period that stays open."),
    )
    expires_on = DayField(label=capfirst(_("last day of the exception")))

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self._known: dict[str, tuple[Tenant, UUID | None]] = {}
        self.fields["whom"].choices = [("", "—"), *self._choices()]  # type: ignore[attr-defined]

    def as_arguments(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        tenant, project = self._known[typed.pop("whom")]
        return {**typed, "tenant": tenant, "project_id": project}

    def _choices(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """One group for each unit: all of it, then project by project."""
        for tenant, standings in queries.reporting_projects():
            whole = str(tenant.pk)
            self._known[whole] = (tenant, None)
            own = [(whole, _("%(unit)s: the whole unit") % {"unit": tenant.name})]
            for each in standings:
                key = f"{whole}:{each.project_id}"
                self._known[key] = (tenant, each.project_id)
                own.append((key, each.project_title))
            yield tenant.name, own


class EndForm(OperationForm):
    """Ends an exception: there is nothing to type."""
