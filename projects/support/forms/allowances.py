"""Forms of allowances: a rule, who is entitled to it, an account, and the days of a payroll."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from projects.agreements.models import Project
from projects.forms import CorrectionForm, DayField, MoneyField, Sections, sections_of
from projects.participants.models import Participation
from projects.participants.names import told_apart
from projects.support.entries_allowances import AccountEntry, GrantEntry, RuleEntry
from projects.support.forms.fields import NOT_CHOSEN, hours_field
from projects.support.models import AllowanceGrant, AllowanceRule, PayoutAccount, Service
from projects.support.queries.catalogue import services_of
from projects.support.vocabulary import Area, Kind
from projects.support.vocabulary_allowances import AllowanceKind, Measured

SECTIONS: list[tuple[Any, tuple[str, ...]]] = [
    (_("What is paid"), ("name", "kind", "rate", "full_hours", "cap")),
    (_("On which condition"), ("threshold_percent", "measured_over", "pays_sick_leave")),
    (_("For which services"), ("area", "service_kind", "services")),
    (_("In force"), ("valid_from", "valid_to", "source", "checked_by")),
]
LOWEST_AMOUNT = Decimal("0.01")
WHOLE_PERCENT = 100


class AllowanceFields(forms.Form):
    """In the order in which the regulations of a project word it."""

    name = forms.CharField(label=capfirst(_("name")), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=[*NOT_CHOSEN, *AllowanceKind.choices])
    rate = MoneyField(
        label=_("Rate"),
        min_value=LOWEST_AMOUNT,
        help_text=_(
            "Stipends of an internship and of training: for a full month. Stipend by the hour and "
            "care: for an hour. Travel and meals: for a day; nobody's own rate can be higher."
        ),
    )
    full_hours = hours_field(
        label=_("Hours of a full month"),
        required=False,
        help_text=_(
            "Needed for training, usually 150: from there on the full rate is paid. For an internship "
            "leave it empty: the working days of the month say how many hours it has."
        ),
    )
    cap = MoneyField(label=_("At most in a month"), min_value=LOWEST_AMOUNT, required=False)
    threshold_percent = forms.IntegerField(
        label=_("Attendance required, in percent of the hours"),
        initial=80,
        min_value=0,
        max_value=WHOLE_PERCENT,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-auto", "size": 4}),
        help_text=_("Below it nothing is paid; excused sick leave does not count against it."),
    )
    measured_over = forms.ChoiceField(
        label=_("Attendance measured over"), choices=Measured.choices, widget=forms.RadioSelect
    )
    pays_sick_leave = forms.BooleanField(label=_("Sick leave is paid"), required=False)
    area = forms.ChoiceField(
        label=_("Area"), choices=[("", _("every area")), *Area.choices], required=False
    )
    service_kind = forms.ChoiceField(
        label=_("Kind of services"), choices=[("", _("every kind")), *Kind.choices], required=False
    )
    services = forms.ModelMultipleChoiceField(
        queryset=Service.objects.none(),
        label=_("Or these services alone"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    valid_from = DayField(label=capfirst(_("in force from")))
    valid_to = DayField(label=capfirst(_("in force to")), required=False)
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("The paragraph of the project's regulations, the call or the law."),
    )
    checked_by = forms.CharField(
        label=_("Checked by"),
        max_length=160,
        required=False,
        help_text=_("Who compared the rule with its source, and when."),
    )

    def __init__(self, *args: Any, project: Project, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["services"].queryset = services_of(
            project, Kind.INDIVIDUAL, Kind.GROUP, Kind.COURSE, Kind.PLACEMENT
        )
        self.fields["measured_over"].initial = Measured.MONTH

    @property
    def sections(self) -> Sections:
        return sections_of(self, SECTIONS)

    def entry(self) -> RuleEntry:
        typed = {name: self.cleaned_data[name] for name in AllowanceFields.base_fields}
        return RuleEntry(**{**typed, "services": tuple(typed["services"])})


class EnterAllowanceForm(AllowanceFields, OperationForm):
    def as_arguments(self) -> dict[str, Any]:
        return {"entry": self.entry()}


class CorrectAllowanceForm(AllowanceFields, CorrectionForm):
    def __init__(self, *args: Any, rule: AllowanceRule, **facts: Any) -> None:
        columns = [name for name in AllowanceFields.base_fields if name != "services"]
        current = {name: getattr(rule, name) for name in columns}
        current["services"] = [one.service_id for one in rule.covered.all()]
        current["version"] = rule.version
        super().__init__(*args, project=rule.project, current=current, **facts)

    def as_arguments(self) -> dict[str, Any]:
        return {"entry": self.entry(), "version": self.cleaned_data["version"]}


class GrantFields(forms.Form):
    starts_on = DayField(label=capfirst(_("from")))
    ends_on = DayField(label=capfirst(_("to")), required=False)
    personal_rate = MoneyField(
        label=_("Own rate"),
        min_value=LOWEST_AMOUNT,
        required=False,
        help_text=_("The price of this person's tickets for a day; empty is the rate of the rule."),
    )
    evidence = forms.CharField(
        label=_("What it is proved by"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The application, the carrier's price list. Kept encrypted."),
    )

    def entry(self) -> GrantEntry:
        return GrantEntry(**{name: self.cleaned_data[name] for name in GrantFields.base_fields})


class GrantForm(GrantFields, OperationForm):
    """The same terms for everybody who is ticked."""

    participations = forms.ModelMultipleChoiceField(
        queryset=Participation.objects.none(),
        label=_("People"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, people: QuerySet[Participation], on: date, **facts: Any) -> None:
        super().__init__(*args, initial={"starts_on": on.replace(day=1)}, **facts)
        self.fields["participations"].queryset = people
        names = dict(told_apart(people))
        self.fields["participations"].label_from_instance = lambda one: names[one.pk]

    def as_arguments(self) -> dict[str, Any]:
        return {"participations": list(self.cleaned_data["participations"]), "entry": self.entry()}


class GrantPersonForm(GrantFields, OperationForm):
    """One person's entitlement to one of the project's rules."""

    rule = forms.ModelChoiceField(
        queryset=AllowanceRule.objects.none(), label=_("Allowance"), empty_label="—"
    )
    field_order = ("rule",)

    def __init__(self, *args: Any, rules: QuerySet[AllowanceRule], on: date, **facts: Any) -> None:
        super().__init__(*args, initial={"starts_on": on.replace(day=1)}, **facts)
        self.fields["rule"].queryset = rules

    def as_arguments(self) -> dict[str, Any]:
        return {"rule": self.cleaned_data["rule"], "entry": self.entry()}


class ChangeGrantForm(GrantFields, CorrectionForm):
    def __init__(self, *args: Any, grant: AllowanceGrant, **facts: Any) -> None:
        current = {name: getattr(grant, name) for name in GrantFields.base_fields}
        super().__init__(*args, current={**current, "version": grant.version}, **facts)

    def as_arguments(self) -> dict[str, Any]:
        return {"entry": self.entry(), "version": self.cleaned_data["version"]}


class AccountForm(OperationForm):
    """The whole number is typed each time: what is kept is shown to few."""

    iban = forms.CharField(
        label=capfirst(_("number of the account")),
        max_length=42,
        help_text=_("26 digits, with or without spaces. Kept encrypted."),
        widget=forms.TextInput(attrs={"size": 36, "autocomplete": "off", "class": "w-auto mw-100"}),
    )
    holder_name = forms.CharField(
        label=capfirst(_("holder of the account")),
        max_length=160,
        help_text=_("As the bank has it; it may be somebody else, with the person's consent."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: PayoutAccount | None, name: str, **facts: Any) -> None:
        first = {
            "holder_name": account.holder_name if account else name,
            "version": account.version if account else 0,
        }
        super().__init__(*args, initial=first, **facts)

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        entry = AccountEntry(iban=typed["iban"], holder_name=typed["holder_name"])
        return {"entry": entry, "version": typed["version"]}


class ApproveForm(OperationForm):
    """Carries what was on the page, so that nothing else is approved."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    seen_total = forms.DecimalField(widget=forms.HiddenInput)


class OfPayrollForm(OperationForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class PaidForm(OfPayrollForm):
    paid_on = DayField(label=_("Day of payment"))


class TakeBackForm(OfPayrollForm):
    reason = forms.CharField(
        label=_("Why the approval is taken back"),
        max_length=200,
        help_text=_("The month becomes a draft again; the reason stays on record."),
    )
