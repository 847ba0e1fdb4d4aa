"""A session of a group or of one person, the sheet that says who was there, and printed lists."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.changes import changed_at
from core.ids import new_id
from core.ledger.models import Member
from core.rows import Row
from core.sealed import SealedField
from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.support.models import columns
from projects.support.models.catalogue import Service
from projects.support.models.groups import Group, leader
from projects.support.vocabulary import Mark


class Session(Row):
    """One meeting: of a group, or of one person who is then named here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # The service's project, kept here so that a calendar reads one index.
    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, db_index=False, related_name="sessions"
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="sessions")
    group = models.ForeignKey(
        Group,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="sessions",
    )
    participation = models.ForeignKey(
        Participation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="sessions",
    )
    held_on = models.DateField(_("day"))
    start_time = models.TimeField(_("begins"))
    end_time = models.TimeField(_("ends"))
    hours = columns.hours(_("hours"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    # With one person it says what the meeting was about.
    topic = SealedField(_("topic"))
    leader = leader()
    leader_name = models.CharField(_("led by somebody from outside"), max_length=120, blank=True)
    moved_from_on = models.DateField(_("moved from"), null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = SealedField(_("reason for cancelling"))
    version = models.PositiveIntegerField(default=1)
    changed_at = changed_at()

    class Meta:
        db_table = "support_session"
        indexes = [
            models.Index(name="session_calendar", fields=["project", "held_on"]),
            models.Index(name="session_of_group", fields=["group", "held_on"]),
            models.Index(name="session_of_person", fields=["participation", "held_on"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="session_is_of_a_group_or_a_person",
                condition=Q(group=None, participation__isnull=False)
                | Q(group__isnull=False, participation=None),
                violation_error_message=_("A session is of a group or of one person."),
            ),
            models.CheckConstraint(
                name="session_ends_after_it_begins",
                condition=Q(end_time__gt=F("start_time")) & Q(hours__gt=0),
                violation_error_message=_("A session ends after it begins."),
            ),
            models.UniqueConstraint(
                name="group_meets_once_at_a_time",
                fields=["group", "held_on", "start_time"],
                condition=Q(cancelled_at=None, group__isnull=False),
                violation_error_message=_("The group has a session at this time already."),
            ),
            models.UniqueConstraint(
                name="person_meets_once_at_a_time",
                fields=["participation", "held_on", "start_time"],
                condition=Q(cancelled_at=None, participation__isnull=False),
                violation_error_message=_("The person has a meeting at this time already."),
            ),
        ]

    class Privacy:
        personal = ("participation", "leader_name", "topic", "cancelled_because")
        plain = (
            "id",
            "project",
            "service",
            "group",
            "held_on",
            "start_time",
            "end_time",
            "hours",
            "place",
            "leader",
            "moved_from_on",
            "cancelled_at",
            "version",
            "changed_at",
        )

    def __str__(self) -> str:
        return f"{self.held_on:%Y-%m-%d} {self.start_time:%H:%M}"

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def led_by(self) -> str:
        return self.leader_name or (self.leader.display_name if self.leader else "")


class Attendance(Row):
    """One cell of a sheet. A mark taken off leaves an empty cell, whose version goes on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, db_index=False, related_name="attendance"
    )
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, db_index=False, related_name="attendance"
    )
    mark = models.CharField(_("attendance"), max_length=8, choices=Mark.choices, blank=True)
    hours = columns.hours(_("hours attended"), default=0)
    marked_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    marked_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    changed_at = changed_at()

    class Meta:
        db_table = "attendance"
        indexes = [
            # A basket sums one person's hours without looking into the table.
            models.Index(
                name="attendance_of_person",
                fields=["participation", "mark"],
                include=["session", "hours"],
            ),
            # Who stays away is asked of all sheets each morning.
            models.Index(
                name="attendance_absent",
                fields=["session"],
                include=["participation"],
                condition=Q(mark=Mark.ABSENT),
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="one_cell_per_person", fields=["session", "participation"])
        ]

    class Privacy:
        personal = ("participation", "session", "mark", "hours")
        plain = ("id", "marked_by", "marked_at", "version", "changed_at")

    def __str__(self) -> str:
        return f"{self.session_id} {self.mark}"


class SignatureList(Row):
    """A list printed for signatures: of one session, or of a group's month; its code finds it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="lists"
    )
    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, null=True, blank=True, related_name="lists"
    )
    month_on = models.DateField(_("month"), null=True, blank=True)
    code = models.CharField(_("code"), max_length=8, unique=True)
    # What the picture of the code opens: this deployment's address, with the code at its end.
    address = models.CharField(max_length=300)

    class Meta:
        db_table = "signature_list"
        constraints = [
            models.UniqueConstraint(
                name="one_list_of_a_session", fields=["session"], condition=Q(group=None)
            ),
            models.UniqueConstraint(
                name="one_list_of_a_month", fields=["group", "month_on"], condition=Q(session=None)
            ),
            models.CheckConstraint(
                name="list_is_of_a_session_or_a_month",
                condition=Q(session__isnull=False, group=None, month_on=None)
                | Q(session=None, group__isnull=False, month_on__isnull=False),
                violation_error_message=_("A list is of one session or of one month."),
            ),
        ]

    class Privacy:
        plain = ("id", "session", "group", "month_on", "code", "address")

    def __str__(self) -> str:
        return self.code
