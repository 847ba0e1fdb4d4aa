"""The support of participations that are nobody's any more, as far as it counts."""

from django.db import models

from projects.participants.models import AnonymousParticipation
from projects.support.models.catalogue import Service


class AnonymousSupport(models.Model):
    """Hours of one service in one month: planned, or given. Written once and never changed."""

    id = models.BigAutoField(primary_key=True)
    participation = models.ForeignKey(
        AnonymousParticipation, on_delete=models.PROTECT, related_name="support"
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    month_on = models.DateField()
    planned_hours = models.DecimalField(max_digits=12, decimal_places=2)
    given_hours = models.DecimalField(max_digits=12, decimal_places=2)
    is_given = models.BooleanField()

    class Meta:
        db_table = "anonymous_support"

    class Privacy:
        personal = ("participation", "month_on", "planned_hours", "given_hours", "is_given")
        plain = ("id", "service")

    class Grants:
        own = "read append"

    def __str__(self) -> str:
        return f"{self.service_id} {self.month_on:%Y-%m}"
