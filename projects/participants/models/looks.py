"""Who looked at a person's page: one row for each member, participation and day."""

from django.db import models

from core.ids import new_id
from core.ledger.models import Member
from projects.participants.models.participation import Participation


class Look(models.Model):
    """A member opened somebody's page; the day's later looks only raise the count."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, db_index=False, related_name="looks"
    )
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    looked_on = models.DateField()
    looks_count = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField()

    class Meta:
        db_table = "look"
        constraints = [
            models.UniqueConstraint(
                name="one_look_a_day", fields=["participation", "looked_on", "member"]
            )
        ]

    class Privacy:
        plain = ("id", "participation", "member", "looked_on", "looks_count", "last_at")

    def __str__(self) -> str:
        return f"{self.member} {self.looked_on:%Y-%m-%d}"
