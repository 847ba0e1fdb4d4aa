"""The unit's consents to public pages, and the view of those that hold."""

from django.db import models
from django.db.models import Q

from core.ids import new_id
from core.ledger.models import Member
from projects.agreements.models import Project


class PageConsent(models.Model):
    """One project that may have a public page, since when and until when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="page_consents")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "page_consent"
        ordering = ("-given_at", "-id")
        constraints = [
            models.UniqueConstraint(
                name="one_consent_to_a_page",
                fields=["project"],
                condition=Q(withdrawn_at=None),
            )
        ]

    class Privacy:
        plain = ("id", "project", "given_at", "given_by", "withdrawn_at")

    class Grants:
        own = "read append"
        own_changes = ("withdrawn_at",)

    def __str__(self) -> str:
        return f"{self.project_id} {self.given_at:%Y-%m-%d}"


class PageConsentInForce(models.Model):
    """A consent that holds, with the partners whom the page names; a view made for publishing."""

    project = models.OneToOneField(
        Project, on_delete=models.DO_NOTHING, primary_key=True, related_name="+"
    )
    given_at = models.DateTimeField()
    # Each a name and a kind, the leader not among them.
    partners = models.JSONField()

    class Meta:
        managed = False
        db_table = "page_consent_in_force"

    class Privacy:
        plain = ("project", "given_at", "partners")

    class Grants:
        own = "read"
        publishing = "read"

    def __str__(self) -> str:
        return f"{self.project_id} {self.given_at:%Y-%m-%d}"
