"""An approved month of allowances: its lines as they were computed, and corrections made later."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.support.models import columns
from projects.support.models.allowances import AllowanceGrant


class Payroll(models.Model):
    """One project's month, approved. A month without a row is a draft, computed when looked at."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, db_index=False, related_name="payrolls"
    )
    month_on = models.DateField(_("month"))
    approved_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    # The sum of lines that went with the people they paid.
    removed_amount = columns.money(_("paid to people removed since"), default=0, db_default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "payroll"
        ordering = ("-month_on",)
        constraints = [
            models.UniqueConstraint(
                name="one_payroll_of_a_month",
                fields=["project", "month_on"],
                violation_error_message=_("This month is approved already."),
            ),
            models.CheckConstraint(
                name="payroll_is_of_a_month",
                condition=Q(month_on__day=1),
                violation_error_message=_("A payroll is known by the first day of its month."),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "project",
            "month_on",
            "approved_at",
            "approved_by",
            "paid_on",
            "removed_amount",
            "version",
        )

    def __str__(self) -> str:
        return f"{self.project_id} {self.month_on:%Y-%m}"


class PayrollLine(models.Model):
    """One allowance of one person as it was approved; it does not change afterwards."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    payroll = models.ForeignKey(
        Payroll, on_delete=models.CASCADE, db_index=False, related_name="lines"
    )
    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="payroll_lines"
    )
    grant = models.ForeignKey(AllowanceGrant, on_delete=models.PROTECT, related_name="lines")
    amount = columns.money(_("amount"))
    # What it was computed from, as rules.allowances.Amount.basis gives it.
    basis = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    # The earlier month that a correction is for; empty on an ordinary line.
    corrects_on = models.DateField(_("corrects the month"), null=True, blank=True)

    class Meta:
        db_table = "payroll_line"
        constraints = [
            models.UniqueConstraint(
                name="one_line_of_an_allowance",
                fields=["payroll", "grant", "corrects_on"],
                nulls_distinct=False,
            )
        ]

    class Privacy:
        personal = ("payroll", "participation", "grant", "amount", "corrects_on")
        # Hours of sick leave are among the facts.
        sensitive = ("basis",)
        plain = ("id", "fingerprint")

    def __str__(self) -> str:
        return f"{self.payroll_id} {self.grant_id}"


class AllowanceCorrection(models.Model):
    """So much more or less for an approved month, paid with a later one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    payroll = models.ForeignKey(
        Payroll, on_delete=models.PROTECT, db_index=False, related_name="corrections"
    )
    grant = models.ForeignKey(AllowanceGrant, on_delete=models.PROTECT, related_name="corrections")
    amount = columns.money(_("amount"))
    basis = models.JSONField(default=dict)
    month_on = models.DateField(_("paid with the month"))
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "allowance_correction"
        constraints = [
            models.UniqueConstraint(
                name="one_correction_with_a_month", fields=["payroll", "grant", "month_on"]
            ),
            models.CheckConstraint(name="correction_is_not_nothing", condition=~Q(amount=0)),
        ]

    class Privacy:
        personal = ("payroll", "grant", "amount", "month_on")
        sensitive = ("basis",)
        plain = ("id", "made_at")

    def __str__(self) -> str:
        return f"{self.payroll_id} {self.grant_id}"
