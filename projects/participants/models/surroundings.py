"""People around a participant, as counters: how many and of what kind, nobody by name."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from projects.participants import vocabulary as words
from projects.participants.models.participation import Participation
from projects.participants.vocabulary_path import AgeGroup, Relation


class SurroundingPerson(models.Model):
    """Somebody close, supported only as far as the participant needs it; no name, no number.

    Whoever gets own services becomes a participant: the row then says which participation, and it
    is counted there and no longer here.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="surroundings"
    )
    relation = models.CharField(_("relation"), max_length=14, choices=Relation.choices)
    age_group = models.CharField(_("age"), max_length=5, choices=AgeGroup.choices)
    sex = models.CharField(_("sex"), max_length=1, choices=words.Sex.choices, blank=True)
    # Codes of SurroundingSupport.
    supports = models.JSONField(_("support"), default=list)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True)
    promoted_to = models.OneToOneField(
        Participation, on_delete=models.PROTECT, null=True, related_name="counted_before_as"
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "surrounding_person"
        ordering = ("starts_on", "id")
        constraints = [
            models.CheckConstraint(
                name="support_of_the_surroundings_ends_after_it_starts",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("The support cannot end before it starts."),
            )
        ]

    class Privacy:
        personal = (
            "participation",
            "relation",
            "age_group",
            "sex",
            "supports",
            "starts_on",
            "ends_on",
            "promoted_to",
        )
        plain = ("id", "version", "created_at")

    def __str__(self) -> str:
        return f"{self.relation} {self.starts_on:%Y-%m-%d}"
