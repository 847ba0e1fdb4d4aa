"""The row of signs at the head of papers: official files that a tenant uploads for a fund."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from projects.agreements.models import Fund


class LogoStrip(models.Model):
    """One version of a fund's row of signs, in colour and, where there is one, in a single colour.

    SOURCE: guidelines on information and promotion: at most four signs in the row, and no other
    sign larger than the flag of the European Union (domain 7.3). Nobody could check that by machine:
    whoever uploads the row confirms it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    fund = models.CharField(_("programme"), max_length=10, choices=Fund.choices)
    version = models.PositiveIntegerField(_("version"))
    description = models.CharField(_("what the signs are"), max_length=300)
    colour = models.BinaryField(_("in colour"))
    mono = models.BinaryField(_("in one colour"), null=True, blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "logo_strip"
        ordering = ("fund", "-version")
        constraints = [
            models.UniqueConstraint(name="one_strip_of_a_version", fields=["fund", "version"]),
            models.UniqueConstraint(
                name="one_strip_in_force", fields=["fund"], condition=Q(replaced_at=None)
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "fund",
            "version",
            "description",
            "colour",
            "mono",
            "uploaded_at",
            "uploaded_by",
            "replaced_at",
        )

    def __str__(self) -> str:
        return f"{self.get_fund_display()} {self.version}"
