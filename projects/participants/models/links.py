"""What was decided about two people who look alike: the same person, or not."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from core.sealed import SealedField
from projects.participants.models.person import Person
from projects.participants.vocabulary_path import LinkKind


class PersonLink(models.Model):
    """A decision about a pair, kept until somebody takes it back; nothing is ever merged.

    A pair is one row, the smaller id first, so two who decide at once meet on the same key.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=LinkKind.choices)
    reason = SealedField(_("reason"))
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "person_link"
        ordering = ("-decided_at", "id")
        constraints = [
            models.UniqueConstraint(
                name="one_decision_about_a_pair",
                fields=["first", "second"],
                violation_error_message=_("Somebody decided about these two already."),
            ),
            models.CheckConstraint(
                name="a_pair_has_one_order", condition=models.Q(first__lt=models.F("second"))
            ),
        ]

    class Privacy:
        personal = ("first", "second", "kind", "reason", "decided_by")
        plain = ("id", "decided_at")

    def __str__(self) -> str:
        return f"{self.kind} {self.first_id} {self.second_id}"
