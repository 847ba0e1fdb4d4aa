"""A premise of exclusion with the evidence somebody saw: no scan of it, only what it was."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from core.sealed import SealedField
from projects.participants.models.participation import Participation


class Premise(models.Model):
    """Why a person is at risk, and what proves it; its codes are of premise_kinds.

    Degree and kind of a disability stay here: neither the facts nor a national file have them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="premises"
    )
    kind = models.CharField(_("premise"), max_length=24)
    evidence = models.CharField(_("evidence seen"), max_length=24)
    issuer = SealedField(_("issued by"))
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    disability_degree = models.CharField(_("degree of disability"), max_length=12, blank=True)
    disability_kind = models.CharField(_("kind of disability"), max_length=12, blank=True)
    seen_on = models.DateField(_("seen on"))
    # Nobody's, when it came in bulk before there were members.
    seen_by = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("seen by"),
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "premise"
        ordering = ("kind", "-seen_on", "id")
        constraints = [
            models.UniqueConstraint(
                name="one_sight_of_one_evidence",
                fields=["participation", "kind", "evidence", "seen_on"],
                violation_error_message=_("This evidence was entered today already."),
            ),
            models.CheckConstraint(
                name="premise_is_valid_forwards",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("Evidence cannot end before it begins."),
            ),
        ]

    class Privacy:
        personal = ("participation", "issuer", "valid_from", "valid_to", "seen_on", "seen_by")
        sensitive = ("kind", "evidence", "disability_degree", "disability_kind")
        plain = ("id", "version")

    def __str__(self) -> str:
        return f"{self.kind} {self.seen_on:%Y-%m-%d}"
