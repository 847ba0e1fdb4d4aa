"""That somebody asked to take everything of the unit out, why, and who agreed."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from core.ids import new_id
from core.ledger.models import Member
from core.sealed import SealedField


def somebody(**facts: bool) -> models.ForeignKey:
    return models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", **facts)


class UnitExport(models.Model):
    """A request of one person that another one agrees to; it stays as the proof of who took what.

    Whoever asked may then have the archive made, until `usable_until`; what was made and downloaded last is told.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reason = SealedField()
    asked_by = somebody()
    asked_at = models.DateTimeField()
    expires_on = models.DateField()
    agreed_by = somebody(null=True)
    agreed_at = models.DateTimeField(null=True)
    usable_until = models.DateField(null=True)
    dropped_by = somebody(null=True)
    dropped_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    rows_count = models.PositiveBigIntegerField(null=True)
    files_count = models.PositiveIntegerField(null=True)
    unreadable_count = models.PositiveIntegerField(null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "unit_export"
        ordering = ("-asked_at", "-id")
        constraints = [
            models.CheckConstraint(
                name="nobody_takes_everything_out_alone",
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="an_export_is_made_after_it_was_agreed",
                condition=Q(made_at=None) | Q(agreed_at__isnull=False),
            ),
        ]

    class Privacy:
        personal = ("reason",)
        plain = (
            "id",
            "asked_by",
            "asked_at",
            "expires_on",
            "agreed_by",
            "agreed_at",
            "usable_until",
            "dropped_by",
            "dropped_at",
            "made_at",
            "rows_count",
            "files_count",
            "unreadable_count",
            "taken_at",
        )

    class Grants:
        own = "read write"

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}"

    def waits(self, *, on: date) -> bool:
        """Whether somebody else may still agree."""
        return self.agreed_at is None and self.dropped_at is None and self.expires_on >= on

    def is_usable(self, *, on: date) -> bool:
        """Whether whoever asked may have it made."""
        return self.dropped_at is None and self.usable_until is not None and self.usable_until >= on
