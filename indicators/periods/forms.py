"""Forms of settlement periods."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.forms import OperationForm
from indicators.periods.models import SettlementPeriod
from projects.deadlines.operations import Term
from projects.deadlines.rules import Kind
from projects.forms import CorrectionForm, DayField, OnceForm

EVERY = [(1, _("every month")), (3, _("every 3 months")), (6, _("every 6 months"))]
EVERY += [(12, _("every 12 months"))]
USUAL_MONTHS = 3
LONGEST_REASON = 300


class PeriodFields(forms.Form):
    """The days of a period and of its report."""

    starts_on = DayField(label=capfirst(_("first day")))
    ends_on = DayField(label=capfirst(_("last day")))
    due_on = DayField(
        label=capfirst(_("report due on")),
        required=False,
        help_text=_(
            "Left empty: as the agreement says, usually 10 working days after the period and "
            "30 days after the project."
        ),
    )
    is_final = forms.BooleanField(label=capfirst(_("final report")), required=False)


class EnterPeriodForm(PeriodFields, OnceForm):
    """A period after the ones that are there."""


class CorrectPeriodForm(PeriodFields, CorrectionForm):
    """Other days for an open period."""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["due_on"].required = True
        self.fields["due_on"].help_text = ""

    def as_arguments(self) -> dict[str, Any]:
        names = ("starts_on", "ends_on", "due_on", "is_final", "version")
        return {name: self.cleaned_data[name] for name in names}


class ProposeForm(OperationForm):
    every_months = forms.TypedChoiceField(
        label=_("A report covers"), choices=EVERY, coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, agreed: int | None, **facts: Any) -> None:
        """An agreement may want another length than the usual ones; it is offered then, too."""
        super().__init__(*args, **facts)
        self.fields["every_months"].initial = agreed or USUAL_MONTHS
        if agreed and agreed not in dict(EVERY):
            words = ngettext("every %(n)s month", "every %(n)s months", agreed) % {"n": agreed}
            self.fields["every_months"].choices = sorted([*EVERY, (agreed, words)])


class SentForm(OperationForm):
    """Up to which period the claims were sent already: that one and every open one before it."""

    until = forms.TypedChoiceField(label=_("Claims sent, up to and including"), coerce=int)

    def __init__(
        self,
        *args: Any,
        unsent: Sequence[SettlementPeriod],
        names: Sequence[str],
        on: date,
        **facts: Any,
    ) -> None:
        super().__init__(*args, **facts)
        self._unsent = unsent
        numbers = [one.number for one in unsent]
        self.fields["until"].choices = list(zip(numbers, names, strict=True))
        late = [one.number for one in unsent if one.due_on < on]
        self.fields["until"].initial = late[-1] if late else None

    def as_arguments(self) -> dict[str, Any]:
        until = self.cleaned_data["until"]
        return {"terms": [term_of(one) for one in self._unsent if one.number <= until]}


class VersionForm(OperationForm):
    """Says which version of the period the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class CloseForm(OperationForm):
    """Carries the checksum of what the page showed: nothing else is frozen."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ReopenForm(OperationForm):
    reason = forms.CharField(
        label=capfirst(_("reason")),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever agrees reads it, and it stays in the audit trail for ever."),
    )


class AnswerForm(OperationForm):
    """Agrees to a reopening, or refuses it: there is nothing to type."""


def term_of(period: SettlementPeriod) -> Term:
    """The deadline of its claim, as whoever ticks it in the list of deadlines would name it."""
    kind = Kind.FINAL_CLAIM if period.is_final else Kind.CLAIM
    return Term(kind, period.project_id, period.project_id, period.ends_on)


def current_of(period: SettlementPeriod) -> dict[str, Any]:
    """The period as the form for correcting it begins."""
    return {
        name: getattr(period, name)
        for name in ("starts_on", "ends_on", "due_on", "is_final", "version")
    }
