"""The fields of a project as its agreement has them: the agreement, its money, its calendar."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from projects.agreements.models import Fund, RuleSetCode, column
from projects.forms import DayField, MoneyField

Part = tuple[Promise, tuple[str, ...]]
LONGEST_MONTHS, LONGEST_DAYS = 60, 365

AGREEMENT: Part = (
    _("Agreement"),
    ("title", "edition_no", "agreement_number", "fund", "measure", "rule_set"),
)
PERIOD: Part = (_("Period"), ("starts_on", "ends_on"))
CARRIED_OUT_BY: Part = (_("Who carries it out"), ("leader_name", "implementing_unit"))
MONEY: Part = (_("Money"), ("total_amount", "eu_amount", "state_amount", "own_amount"))
OWN: Part = (
    _("Own contribution by form"),
    ("own_cash_amount", "own_in_kind_amount", "own_benefits_amount"),
)
CLAIMS: Part = (
    _("Payment claims"),
    (
        "claim_every_months",
        "claim_due_days",
        "claim_days_are_working",
        "final_claim_due_days",
    ),
)
DATES: Part = (
    _("Other days of the agreement"),
    ("entry_due_days", "retain_until", "retention_source"),
)
PUBLISHED: Part = (_("What was published"), ("published_note", "source"))


def text(name: str, *, required: bool = False, **facts: Any) -> forms.CharField:
    """A text field with the label and the length of the model's."""
    facts.setdefault("label", capfirst(column(name).verbose_name))
    return forms.CharField(required=required, max_length=column(name).max_length, **facts)


def amount(name: str, **facts: Any) -> MoneyField:
    label = capfirst(column(name).verbose_name)
    return MoneyField(label=label, required=False, min_value=0, **facts)


def notes(label: Any, help_text: Any = "", **facts: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=area, **facts)


def whole_number(label: Any, *, highest: int, lowest: int = 0, **facts: Any) -> forms.IntegerField:
    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "class": "w-auto", "size": 6, "autocomplete": "off"}
    )
    invalid = {"invalid": _("Write a whole number, for example 3.")}
    facts.setdefault("required", False)
    return forms.IntegerField(
        label=label,
        min_value=lowest,
        max_value=highest,
        widget=widget,
        error_messages=invalid,
        **facts,
    )


class AgreementFields(forms.Form):
    """The facts of the agreement, in its order."""

    title = text("title", required=True)
    edition_no = whole_number(
        capfirst(_("edition")),
        lowest=1,
        highest=99,
        help_text=_("When the title repeats: 1, 2 and so on."),
    )
    agreement_number = text(
        "agreement_number",
        help_text=_("As in the agreement, for example FEPM.05.11-IZ.00-0001/23."),
    )
    fund = forms.ChoiceField(label=capfirst(_("programme")), choices=[("", "—"), *Fund.choices])
    measure = text("measure", help_text=_("For example 6.1.1."))
    rule_set = forms.ChoiceField(
        label=capfirst(_("rules of the period")),
        choices=[("", "—"), *RuleSetCode.choices],
        help_text=_("They decide about the window for outcomes and about long-term unemployment."),
    )
    starts_on = DayField(label=capfirst(_("starts on")))
    ends_on = DayField(label=capfirst(_("ends on")))
    leader_name = text("leader_name", required=True)
    implementing_unit = text(
        "implementing_unit", help_text=_("Where it differs from the leader, for example the OPS.")
    )


class MoneyFields(forms.Form):
    """The money by source, and the own contribution by form."""

    total_amount = amount(
        "total_amount", help_text=_("European funds + state budget + own contribution, in zlotys.")
    )
    eu_amount = amount("eu_amount")
    state_amount = amount(
        "state_amount",
        help_text=_("0 where the agreement has none of it; empty says that nobody knows yet."),
    )
    own_amount = amount(
        "own_amount", help_text=_("Left empty, it is added up from the forms below.")
    )
    own_cash_amount = amount("own_cash_amount")
    own_in_kind_amount = amount(
        "own_in_kind_amount", help_text=_("For example rooms or work of the leader's own staff.")
    )
    own_benefits_amount = amount(
        "own_benefits_amount",
        help_text=_("Purpose benefits (zasiłki celowe) paid by the welfare centre."),
    )


class CalendarFields(forms.Form):
    """Days that the agreement counts; what it does not say stays empty."""

    claim_every_months = whole_number(
        capfirst(_("payment claim every so many months")),
        lowest=1,
        highest=LONGEST_MONTHS,
        help_text=_("Often 3; periods may still be set one by one later."),
    )
    claim_due_days = whole_number(
        capfirst(_("payment claim due after so many days")),
        highest=LONGEST_DAYS,
        help_text=_("Counted from the last day of the period, as the agreement has it."),
    )
    claim_days_are_working = forms.BooleanField(
        label=capfirst(_("these are working days")), required=False, initial=True
    )
    final_claim_due_days = whole_number(
        capfirst(_("final claim due after so many calendar days")),
        highest=LONGEST_DAYS,
        help_text=_("Counted from the last day of the project."),
    )
    entry_due_days = whole_number(
        capfirst(_("a person's data due in SM EFS after so many days")),
        highest=LONGEST_DAYS,
        help_text=_("Counted from the first support. Empty: nobody is reminded."),
    )
    retain_until = DayField(
        label=capfirst(_("records kept until")),
        required=False,
        help_text=_("Empty: not known, nothing is erased."),
    )
    retention_source = text(
        "retention_source",
        help_text=_("For example: letter of the managing authority of 12 January 2024, no. 7."),
    )


class PublishedFields(forms.Form):
    published_note = notes(_("Note"), _("What readers of the figures should know."))
    source = notes(_("Source"), _("Where the facts above were published."))


def facts_of(typed: dict[str, Any], *parts: type[forms.Form]) -> dict[str, Any]:
    """Of what was typed, the fields of these parts: those of the model alone."""
    return {name: typed[name] for part in parts for name in part.base_fields}


def names_of(*parts: type[forms.Form]) -> Iterable[str]:
    return [name for part in parts for name in part.base_fields]
