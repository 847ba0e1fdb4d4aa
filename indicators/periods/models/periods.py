"""Settlement periods of a project, and what stands in the way of closing or reopening them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from core.sealed import SealedField
from projects.agreements.models import Project


class SettlementPeriod(models.Model):
    """For which days a payment claim reports. Its days are free: three months, then six, then one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, db_index=False, related_name="settlement_periods"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    due_on = models.DateField(_("report due on"))
    is_final = models.BooleanField(_("final report"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "settlement_period"
        ordering = ("number",)
        # That periods do not overlap is decided under a lock of the project: each begins after
        # the one before it has ended.
        constraints = [
            models.UniqueConstraint(
                name="numbers_of_periods_do_not_repeat", fields=["project", "number"]
            ),
            models.UniqueConstraint(
                name="no_two_periods_begin_together", fields=["project", "starts_on"]
            ),
            models.CheckConstraint(
                name="a_period_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="a_report_is_due_after_its_period", condition=Q(due_on__gt=F("ends_on"))
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "project",
            "number",
            "starts_on",
            "ends_on",
            "due_on",
            "is_final",
            "version",
        )

    class Grants:
        publishing = "read"

    def __str__(self) -> str:
        return f"{self.number}: {self.starts_on:%Y-%m-%d} – {self.ends_on:%Y-%m-%d}"

    def is_over(self, *, on: date) -> bool:
        return self.ends_on < on


class Reopening(models.Model):
    """Somebody asks to take a report back; somebody else must agree, within two weeks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    closing = models.ForeignKey(
        "periods.Closing", on_delete=models.PROTECT, related_name="reopenings"
    )
    reason = SealedField(_("reason"))
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField(_("may be agreed to until"))
    confirmed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "period_reopening"
        ordering = ("-asked_at",)
        constraints = [
            models.CheckConstraint(
                name="nobody_agrees_with_themselves",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="what_is_confirmed_was_not_dropped",
                condition=Q(confirmed_at=None) | Q(dropped_at=None),
            ),
        ]

    class Privacy:
        sensitive = ("reason",)
        plain = (
            "id",
            "closing",
            "asked_by",
            "asked_at",
            "expires_on",
            "confirmed_by",
            "confirmed_at",
            "dropped_by",
            "dropped_at",
        )

    def __str__(self) -> str:
        return f"{self.closing_id} {self.expires_on:%Y-%m-%d}"

    def waits(self, *, on: date) -> bool:
        """Whether somebody else may still agree."""
        return self.confirmed_at is None and self.dropped_at is None and self.expires_on >= on


class HeldBack(models.Model):
    """Why the programme's closing day left this period open: an exception, a refusal, a reopening."""

    class Cause(models.TextChoices):
        EXCEPTED = "EXCEPTED", _("excepted by the metropolis")
        REFUSED = "REFUSED", _("could not be closed")
        REOPENED = "REOPENED", _("reopened to be mended")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    period = models.OneToOneField(
        SettlementPeriod, on_delete=models.CASCADE, related_name="held_back"
    )
    programme_period = models.CharField(max_length=80)
    cause = models.CharField(max_length=8, choices=Cause.choices)
    reason = models.CharField(max_length=500)
    until = models.DateField(null=True)
    since = models.DateField()

    class Meta:
        db_table = "period_held_back"

    class Privacy:
        plain = ("id", "period", "programme_period", "cause", "reason", "until", "since")

    class Grants:
        publishing = "read"

    def __str__(self) -> str:
        return f"{self.period_id} {self.cause}"
