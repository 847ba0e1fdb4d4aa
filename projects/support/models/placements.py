"""An internship with an employer, its days, and what a course ended with."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.changes import changed_at
from core.ids import new_id
from core.sealed import SealedField
from projects.participants.models import Participation
from projects.support.models import columns
from projects.support.models.catalogue import Service
from projects.support.vocabulary import DayMark, ResultKind


class Placement(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, db_index=False, related_name="placements"
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="placements")
    employer_name = models.CharField(_("employer"), max_length=160)
    position = models.CharField(_("position"), max_length=120, blank=True)
    supervisor_name = models.CharField(_("supervisor at the employer"), max_length=120, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    day_hours = columns.hours(_("hours a day"))
    week_hours = columns.hours(_("hours a week"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "placement"
        ordering = ("-starts_on", "id")
        constraints = [
            models.UniqueConstraint(
                name="one_placement_begins_a_day",
                fields=["participation", "starts_on"],
                violation_error_message=_("An internship of this person begins on this day."),
            ),
            models.CheckConstraint(
                name="placement_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("An internship ends after it starts."),
            ),
            models.CheckConstraint(
                name="placement_has_hours",
                condition=Q(day_hours__gt=0) & Q(week_hours__gte=F("day_hours")),
                violation_error_message=_("A week has at least the hours of a day."),
            ),
        ]

    class Privacy:
        personal = (
            "participation",
            "service",
            "employer_name",
            "position",
            "supervisor_name",
            "starts_on",
            "ends_on",
        )
        plain = ("id", "day_hours", "week_hours", "version")

    def __str__(self) -> str:
        return f"{self.employer_name} {self.starts_on:%Y-%m-%d}"


class PlacementDay(models.Model):
    """One day on the internship's monthly sheet; a day without a row was free."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, db_index=False, related_name="days"
    )
    worked_on = models.DateField(_("day"))
    mark = models.CharField(_("day of the internship"), max_length=8, choices=DayMark.choices)
    hours = columns.hours(_("hours"), default=0)

    class Meta:
        db_table = "placement_day"
        ordering = ("worked_on",)
        constraints = [
            models.UniqueConstraint(
                name="one_mark_a_placement_day", fields=["placement", "worked_on"]
            ),
            models.CheckConstraint(
                name="only_worked_days_have_hours",
                condition=Q(mark=DayMark.WORKED, hours__gt=0)
                | (~Q(mark=DayMark.WORKED) & Q(hours=0)),
                violation_error_message=_("A worked day has hours, another has none."),
            ),
        ]

    class Privacy:
        personal = ("placement", "worked_on", "hours")
        # A sick leave is about health.
        sensitive = ("mark",)
        plain = ("id",)

    def __str__(self) -> str:
        return f"{self.worked_on:%Y-%m-%d} {self.mark}"


class CourseResult(models.Model):
    """How a course ended for one person, with the certificate where it was passed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, db_index=False, related_name="course_results"
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="results")
    passed = models.BooleanField(_("passed"))
    ended_on = models.DateField(_("day of the exam or of the end"))
    kind = models.CharField(_("what was gained"), max_length=13, choices=ResultKind.choices)
    title = models.CharField(_("name of the qualification or competence"), max_length=200)
    certificate_number = SealedField(_("number of the certificate"))
    issued_by = models.CharField(_("issued by"), max_length=160, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    changed_at = changed_at()

    class Meta:
        db_table = "course_result"
        ordering = ("-ended_on", "id")
        constraints = [
            models.UniqueConstraint(
                name="one_result_of_a_course",
                fields=["participation", "service"],
                violation_error_message=_("The result of this course is written down already."),
            )
        ]

    class Privacy:
        personal = (
            "participation",
            "service",
            "passed",
            "ended_on",
            "kind",
            "title",
            "certificate_number",
            "issued_by",
            "issued_on",
        )
        plain = (
            "id",
            "changed_at",
        )

    def __str__(self) -> str:
        return self.title
