"""Until when the programme closes which days, who is excepted and how long, and what is closed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from tenants.models import Tenant


class ClosingDay(models.Model):
    """Whatever ended by a day is closed by another: 2026 Q3, by 20 October.

    From the day of closing on, every open settlement period that ended by `ends_on` is closed in
    every unit, early each morning.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=80)
    ends_on = models.DateField(_("covers days until"), unique=True)
    close_by = models.DateField(_("closed by itself from"))

    class Meta:
        db_table = "closing_day"
        ordering = ("-ends_on",)
        constraints = [
            models.CheckConstraint(
                name="a_programme_period_is_closed_after_it_ends",
                condition=Q(close_by__gt=F("ends_on")),
            )
        ]

    class Privacy:
        plain = ("id", "name", "ends_on", "close_by")

    class Grants:
        web = "read write"
        metropolis = "read"

    def __str__(self) -> str:
        return self.name


class ClosingException(models.Model):
    """A unit, or one project of it, that is not closed by itself until a day, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme_period = models.ForeignKey(
        ClosingDay, on_delete=models.PROTECT, related_name="exceptions"
    )
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="+")
    project_id = models.UUIDField(null=True)
    reason = models.CharField(_("reason"), max_length=300)
    # Whoever made it, as they were called then.
    made_by = models.CharField(max_length=120, blank=True, default="")
    made_at = models.DateTimeField(null=True)
    expires_on = models.DateField(_("last day of the exception"))
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "closing_exception"
        ordering = ("expires_on",)
        constraints = [
            models.UniqueConstraint(
                name="excepted_once",
                fields=["programme_period", "tenant", "project_id"],
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
                violation_error_message=_("There is an exception for it already."),
            )
        ]

    class Privacy:
        plain = (
            "id",
            "programme_period",
            "tenant",
            "project_id",
            "reason",
            "made_by",
            "made_at",
            "expires_on",
            "withdrawn_at",
        )

    class Grants:
        web = "read write"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.tenant_id} {self.expires_on:%Y-%m-%d}"


class PeriodStanding(models.Model):
    """How far one project has come with its settlement periods: counts and days, no value."""

    id = models.BigAutoField(primary_key=True)
    tenant_id = models.IntegerField()
    project_id = models.UUIDField(unique=True)
    # So that the metropolis can name the project it excepts.
    project_title = models.CharField(max_length=300, default="")
    # By which indicators it is judged; empty where the unit has not published it.
    rule_set = models.CharField(max_length=5, default="")
    closed_count = models.PositiveSmallIntegerField()
    open_count = models.PositiveSmallIntegerField()
    # Of those that the programme's day could not close.
    refused_count = models.PositiveSmallIntegerField()
    closed_until = models.DateField(null=True)
    first_open_ends_on = models.DateField(null=True)

    class Meta:
        db_table = "period_standing"
        indexes = [models.Index(name="standing_of_tenant", fields=["tenant_id"])]

    class Privacy:
        plain = (
            "id",
            "tenant_id",
            "project_id",
            "project_title",
            "rule_set",
            "closed_count",
            "open_count",
            "refused_count",
            "closed_until",
            "first_open_ends_on",
        )

    class Grants:
        web = "read"
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.project_id} {self.closed_until}"
