"""What a project pays its participants by which rule, who is entitled to it, and where it goes."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.sealed import SealedField
from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.support.models import columns
from projects.support.models.catalogue import Service
from projects.support.vocabulary import Area, Kind
from projects.support.vocabulary_allowances import AllowanceKind, Measured


class AllowanceRule(models.Model):
    """One allowance of a project; `rate` is for a full month, an hour or a day, as the kind says."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="allowance_rules")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=AllowanceKind.choices)
    # Both empty are all services; named services (CoveredService) come before either.
    area = models.CharField(_("area"), max_length=12, choices=Area.choices, blank=True)
    service_kind = models.CharField(
        _("kind of services"), max_length=10, choices=Kind.choices, blank=True
    )
    rate = columns.money(_("rate"))
    cap = columns.money(_("at most in a month"), null=True, blank=True)
    # Of a month paid in full; empty is what the calendar of the month gives.
    full_hours = columns.hours(_("hours of a full month"), null=True, blank=True)
    threshold_percent = models.PositiveSmallIntegerField(_("attendance required"), default=80)
    measured_over = models.CharField(
        _("attendance measured over"),
        max_length=6,
        choices=Measured.choices,
        default=Measured.MONTH,
    )
    pays_sick_leave = models.BooleanField(_("sick leave is paid"), default=False)
    valid_from = models.DateField(_("in force from"))
    valid_to = models.DateField(_("in force to"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=160, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "allowance_rule"
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(
                name="allowance_name_is_unique_in_project",
                fields=["project", "name"],
                violation_error_message=_("The project has an allowance of this name."),
            ),
            models.CheckConstraint(
                name="allowance_is_positive",
                condition=Q(rate__gt=0)
                & (Q(cap=None) | Q(cap__gt=0))
                & (Q(full_hours=None) | Q(full_hours__gt=0)),
                violation_error_message=_("Rates, caps and hours are more than zero."),
            ),
            models.CheckConstraint(
                name="allowance_threshold_is_a_percent",
                condition=Q(threshold_percent__lte=100),
                violation_error_message=_("A threshold is from 0 to 100 percent."),
            ),
            models.CheckConstraint(
                name="allowance_ends_after_it_starts",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The rule ends before it starts."),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "project",
            "name",
            "kind",
            "area",
            "service_kind",
            "rate",
            "cap",
            "full_hours",
            "threshold_percent",
            "measured_over",
            "pays_sick_leave",
            "valid_from",
            "valid_to",
            "source",
            "checked_by",
            "version",
        )

    def __str__(self) -> str:
        return self.name


class CoveredService(models.Model):
    """A service that an allowance names; with any named, it is for these alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rule = models.ForeignKey(
        AllowanceRule, on_delete=models.CASCADE, db_index=False, related_name="covered"
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "allowance_service"
        constraints = [
            models.UniqueConstraint(
                name="allowance_names_a_service_once", fields=["rule", "service"]
            )
        ]

    class Privacy:
        plain = ("id", "rule", "service")

    def __str__(self) -> str:
        return f"{self.rule_id} {self.service_id}"


class AllowanceGrant(models.Model):
    """One person entitled to one allowance, for a time, perhaps at a rate of their own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, db_index=False, related_name="allowances"
    )
    rule = models.ForeignKey(AllowanceRule, on_delete=models.PROTECT, related_name="grants")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    # The price of this person's ticket, or of their carer; empty is the rate of the rule.
    personal_rate = columns.money(_("own rate"), null=True, blank=True)
    evidence = SealedField(_("what it is proved by"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "allowance_grant"
        ordering = ("starts_on", "id")
        constraints = [
            models.UniqueConstraint(
                name="allowance_is_granted_once_from_a_day",
                fields=["participation", "rule", "starts_on"],
                violation_error_message=_("This allowance is granted from this day already."),
            ),
            models.CheckConstraint(
                name="own_rate_is_positive",
                condition=Q(personal_rate=None) | Q(personal_rate__gt=0),
                violation_error_message=_("A rate is more than zero."),
            ),
            models.CheckConstraint(
                name="grant_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The entitlement ends before it starts."),
            ),
        ]

    class Privacy:
        personal = ("participation", "rule", "starts_on", "ends_on", "personal_rate", "evidence")
        plain = ("id", "version")

    def __str__(self) -> str:
        return f"{self.rule_id} {self.participation_id}"


class PayoutAccount(models.Model):
    """Where one person's money goes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.OneToOneField(
        Participation, on_delete=models.CASCADE, related_name="payout_account"
    )
    iban = SealedField(_("number of the account"))
    holder_name = SealedField(_("holder of the account"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "payout_account"

    class Privacy:
        personal = ("participation", "iban", "holder_name")
        plain = ("id", "version")

    def __str__(self) -> str:
        return str(self.participation_id)
