"""One person's basket: what is planned, what stands in the way, what was given without a sheet."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.changes import changed_at
from core.ids import new_id
from core.rows import Row
from core.sealed import SealedField
from projects.participants.models import Participation
from projects.support.models import columns
from projects.support.models.catalogue import Service
from projects.support.vocabulary import BarrierKind


class PlannedSupport(Row):
    """So much of one service for one person, in its period."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, db_index=False, related_name="planned_support"
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="planned")
    quantity = columns.quantity(_("planned quantity"))
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    note = SealedField(_("note"))
    version = models.PositiveIntegerField(default=1)
    changed_at = changed_at()

    class Meta:
        db_table = "planned_support"
        constraints = [
            models.UniqueConstraint(
                name="service_is_planned_once",
                fields=["participation", "service"],
                violation_error_message=_("This service is in the person's plan already."),
            ),
            models.CheckConstraint(
                name="planned_support_is_positive",
                condition=Q(quantity__gt=0),
                violation_error_message=_("A planned quantity is more than zero."),
            ),
            models.CheckConstraint(
                name="planned_support_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The plan ends before it starts."),
            ),
        ]

    class Privacy:
        personal = ("participation", "service", "quantity", "starts_on", "ends_on")
        sensitive = ("note",)
        plain = ("id", "version", "changed_at")

    def __str__(self) -> str:
        return f"{self.service_id} {self.quantity}"


class Barrier(Row):
    """What keeps a person from taking part, and which service lowers it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, db_index=False, related_name="barriers"
    )
    kind = models.CharField(_("barrier"), max_length=16, choices=BarrierKind.choices)
    lowered_by = models.ForeignKey(
        Service,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lowered by"),
    )
    note = SealedField(_("note"))

    class Meta:
        db_table = "barrier"
        constraints = [
            models.UniqueConstraint(
                name="one_barrier_of_a_kind",
                fields=["participation", "kind"],
                violation_error_message=_("This barrier is written down already."),
            )
        ]

    class Privacy:
        personal = ("participation", "lowered_by")
        # A state of health or a family's care are behind it.
        sensitive = ("kind", "note")
        plain = ("id",)

    def __str__(self) -> str:
        return self.get_kind_display()


class SupportGiven(Row):
    """Support that needs no sheet: a meal, a day's travel, insurance, an hour of child care."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, db_index=False, related_name="support_given"
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="given")
    given_on = models.DateField(_("given on"))
    quantity = columns.quantity(_("quantity"))
    changed_at = changed_at()

    class Meta:
        db_table = "support_given"
        ordering = ("-given_on", "id")
        constraints = [
            models.UniqueConstraint(
                name="support_is_given_once_a_day",
                fields=["participation", "service", "given_on"],
                violation_error_message=_("This support of this day is written down already."),
            ),
            models.CheckConstraint(
                name="support_given_is_positive",
                condition=Q(quantity__gt=0),
                violation_error_message=_("A quantity is more than zero."),
            ),
        ]

    class Privacy:
        personal = ("participation", "service", "given_on", "quantity")
        plain = (
            "id",
            "changed_at",
        )

    def __str__(self) -> str:
        return f"{self.service_id} {self.given_on:%Y-%m-%d}"
