"""A group that meets for one service, who is in it since when, and who waits for a place."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.changes import changed_at
from core.ids import new_id
from core.ledger.models import Member
from core.rows import Row
from projects.participants.models import Participation
from projects.support.models.catalogue import Service


def leader() -> models.ForeignKey:
    """Somebody of the team; an outside trainer is named in words beside it."""
    return models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("led by"),
    )


class Group(Row):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey(
        Service, on_delete=models.PROTECT, db_index=False, related_name="groups"
    )
    name = models.CharField(_("name"), max_length=80)
    capacity_count = models.PositiveSmallIntegerField(_("places"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    leader = leader()
    leader_name = models.CharField(_("led by somebody from outside"), max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = changed_at()

    class Meta:
        db_table = "support_group"
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(
                name="group_name_is_unique_in_service",
                fields=["service", "name"],
                violation_error_message=_("The service has a group of this name."),
            ),
            models.CheckConstraint(
                name="group_has_places",
                condition=Q(capacity_count__gt=0),
                violation_error_message=_("A group has at least one place."),
            ),
        ]

    class Privacy:
        personal = ("leader_name",)
        plain = (
            "id",
            "service",
            "name",
            "capacity_count",
            "place",
            "leader",
            "version",
            "changed_at",
        )

    def __str__(self) -> str:
        return self.name

    @property
    def led_by(self) -> str:
        return self.leader_name or (self.leader.display_name if self.leader else "")


class GroupMember(Row):
    """One stay of a person in a group; without `joined_on` the person waits for a place."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, db_index=False, related_name="members"
    )
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="group_places"
    )
    joined_on = models.DateField(_("in the group from"), null=True, blank=True)
    left_on = models.DateField(_("in the group to"), null=True, blank=True)
    # The order of the waiting list.
    added_at = models.DateTimeField(auto_now_add=True)
    changed_at = changed_at()

    class Meta:
        db_table = "group_member"
        indexes = [models.Index(name="group_member_days", fields=["group", "joined_on"])]
        constraints = [
            models.UniqueConstraint(
                name="one_open_place_in_a_group",
                fields=["group", "participation"],
                condition=Q(left_on=None),
                violation_error_message=_("This person is in the group already."),
            ),
            models.CheckConstraint(
                name="place_ends_after_it_starts",
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                violation_error_message=_("Nobody leaves a group before joining it."),
            ),
        ]

    class Privacy:
        personal = ("participation", "joined_on", "left_on")
        plain = ("id", "group", "added_at", "changed_at")

    def __str__(self) -> str:
        return f"{self.group_id} {self.participation_id}"

    @property
    def waits(self) -> bool:
        return self.joined_on is None
