"""What is found out about a person: the diagnosis in seven areas and the progress made since."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from core.sealed import SealedField
from projects.participants.models.participation import Participation
from projects.participants.vocabulary_path import Moment, PauseReason


class Diagnosis(models.Model):
    """What was found on one day in every area of life; a later day is a diagnosis of its own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="diagnoses"
    )
    # The file that names the areas and the levels.
    scope = models.CharField(max_length=40)
    done_on = models.DateField(_("day of the diagnosis"))
    done_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    conclusions = SealedField(_("conclusions"))
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "diagnosis"
        ordering = ("-done_on",)
        constraints = [
            models.UniqueConstraint(
                name="one_diagnosis_on_a_day",
                fields=["participation", "done_on"],
                violation_error_message=_("There is a diagnosis of that day already."),
            )
        ]

    class Privacy:
        personal = ("participation", "done_on", "done_by")
        sensitive = ("conclusions",)
        plain = ("id", "scope", "version", "created_at")

    def __str__(self) -> str:
        return f"{self.done_on:%Y-%m-%d}"


class DiagnosisArea(models.Model):
    """One area of life: how it stands, what is needed, what the person can build on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    diagnosis = models.ForeignKey(Diagnosis, on_delete=models.CASCADE, related_name="areas")
    code = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(_("level"))
    needs = SealedField(_("needs"))
    strengths = SealedField(_("strengths and resources"))

    class Meta:
        db_table = "diagnosis_area"
        constraints = [
            models.UniqueConstraint(name="one_area_in_a_diagnosis", fields=["diagnosis", "code"])
        ]

    class Privacy:
        personal = ("diagnosis",)
        sensitive = ("level", "needs", "strengths")
        plain = ("id", "code")

    def __str__(self) -> str:
        return f"{self.code} {self.level}"


class ProgressSurvey(models.Model):
    """The questionnaire of social progress at the entry or at the exit; answers are sealed JSON."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="surveys"
    )
    moment = models.CharField(max_length=5, choices=Moment.choices)
    questionnaire = models.CharField(max_length=40)
    filled_on = models.DateField(_("filled in on"))
    done_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    is_signed = models.BooleanField(_("signed by both sides"), default=False)
    answers = SealedField()
    # Worked out when the exit is saved, so that social efficiency is counted without opening answers.
    progressed = models.BooleanField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "progress_survey"
        constraints = [
            models.UniqueConstraint(
                name="one_survey_of_a_moment",
                fields=["participation", "moment"],
                violation_error_message=_("This questionnaire is filled in already."),
            )
        ]

    class Privacy:
        personal = ("participation", "filled_on", "done_by", "is_signed")
        sensitive = ("answers", "progressed")
        plain = ("id", "moment", "questionnaire", "version", "created_at")

    def __str__(self) -> str:
        return f"{self.moment} {self.filled_on:%Y-%m-%d}"


class Pause(models.Model):
    """A break that is not leaving: somebody is ill or gives birth and means to come back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="pauses"
    )
    reason = models.CharField(_("reason"), max_length=10, choices=PauseReason.choices)
    starts_on = models.DateField(_("from"))
    expected_on = models.DateField(_("expected back on"))
    returned_on = models.DateField(_("came back on"), null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "pause"
        ordering = ("-starts_on",)
        constraints = [
            models.UniqueConstraint(
                name="one_pause_at_a_time",
                fields=["participation"],
                condition=models.Q(returned_on=None),
                violation_error_message=_("This person is on a pause already."),
            ),
            models.CheckConstraint(
                name="return_is_expected_after_the_pause_begins",
                condition=models.Q(expected_on__gt=models.F("starts_on")),
                violation_error_message=_("The return must be expected after the pause begins."),
            ),
            models.CheckConstraint(
                name="nobody_returns_before_the_pause",
                condition=models.Q(returned_on=None)
                | models.Q(returned_on__gte=models.F("starts_on")),
                violation_error_message=_("Nobody comes back before the pause begins."),
            ),
        ]

    class Privacy:
        personal = ("participation", "starts_on", "expected_on", "returned_on")
        sensitive = ("reason",)
        plain = ("id", "version", "created_at")

    def __str__(self) -> str:
        return f"{self.starts_on:%Y-%m-%d}"
