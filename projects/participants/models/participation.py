"""A participation in one project with the state frozen at its start, and its outcomes."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.changes import changed_at
from core.ids import new_id
from core.ledger.models import Member
from core.rows import Row
from core.sealed import SealedField
from projects.agreements.models import Project
from projects.participants import vocabulary as words
from projects.participants.models.person import Person


def text(label: Any, max_length: int) -> models.CharField:
    """An optional short text or code, which code of an earlier release may leave out."""
    return models.CharField(label, max_length=max_length, blank=True, default="", db_default="")


class Participation(Row):
    """One person in one project, once: state at start, exit, outcomes.

    Without `started_on` the person is accepted and the support has not begun: nobody counts them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Found by the index of `once_per_project`, which begins with it.
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="participations", db_index=False
    )
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="participations")
    started_on = models.DateField(_("first support"), null=True, blank=True)
    # Until a day is typed by hand, the start is the first support that was given.
    start_follows_support = models.BooleanField(default=False, db_default=False)
    last_support_on = models.DateField(_("last support"), null=True, blank=True)
    age_at_start = models.PositiveSmallIntegerField(_("age at start"), null=True, blank=True)
    labour_status = models.CharField(
        _("labour market status at start"), max_length=12, choices=words.LabourStatus.choices
    )
    long_term_unemployed = models.BooleanField(_("long-term unemployed"), default=False)
    months_out_of_work_count = models.PositiveSmallIntegerField(
        _("months without work"), null=True, blank=True
    )
    isced = models.PositiveSmallIntegerField(_("education"), choices=words.Isced.choices)
    disability = models.CharField(_("disability"), max_length=7, choices=words.Disability.choices)
    at_risk = models.BooleanField(_("at risk of poverty or social exclusion"), default=True)
    participant_kind = text(_("kind of participant"), 12)
    institution_name = SealedField(_("institution"))
    citizenship = text(_("citizenship"), 12)
    labour_register = text(_("labour office register"), 12)
    labour_detail = text(_("labour status, of which"), 24)
    occupation = text(_("occupation"), 24)
    employer = SealedField(_("employer"))
    education_ends_on = models.DateField(_("planned end of education"), null=True, blank=True)
    foreign_background = text(_("foreign background"), 7)
    third_country = text(_("third-country national"), 7)
    minority = text(_("minority"), 7)
    homeless = text(_("homelessness"), 7)
    disadvantage = text(_("other disadvantage"), 7)
    support_scope = text(_("scope of support"), 120)
    in_disability_quota = models.BooleanField(
        _("takes a place kept for people with disabilities"), default=False, db_default=False
    )
    # Codes with commas, NONE for none of them; empty is "nobody asked": asked for a KIS or a CIS.
    benefits = text(_("benefits"), 160)
    notice_given_on = models.DateField(_("notice of RODO given on"), null=True, blank=True)
    notice_version = text(_("version of the notice"), 12)
    declared_on = models.DateField(_("declaration signed on"), null=True, blank=True)
    guardian_consented_on = models.DateField(_("guardian consented on"), null=True, blank=True)
    may_show_image = models.BooleanField(
        _("agrees to the use of the image"), default=False, db_default=False
    )
    country_at_start = models.CharField(
        _("country at start"), max_length=2, default="PL", db_default="PL"
    )
    gmina_at_start = models.CharField(_("gmina at start"), max_length=7)
    place_at_start = text(_("town or village at start"), 80)
    postal_code_at_start = text(_("postal code at start"), 6)
    street_at_start = SealedField(_("street at start"))
    building_at_start = SealedField(_("building at start"))
    flat_at_start = SealedField(_("flat at start"))
    # Null until the official list that names the gmina is loaded.
    degurba_at_start = models.PositiveSmallIntegerField(
        _("degree of urbanisation at start"), null=True, blank=True
    )
    ended_on = models.DateField(_("left on"), null=True, blank=True)
    completed_path = models.BooleanField(_("completed the planned path"), null=True)
    exit_situation = models.CharField(
        _("situation after leaving"),
        max_length=24,
        choices=words.ExitSituation.choices,
        blank=True,
    )
    cared_for_by = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("case worker"),
    )
    advised_by = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("career adviser"),
    )
    voided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = changed_at()

    class Meta:
        db_table = "participation"
        constraints = [
            models.UniqueConstraint(
                name="once_per_project",
                fields=["person", "project"],
                violation_error_message=_("This person already takes part in this project."),
            ),
            models.CheckConstraint(
                name="participation_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                violation_error_message=_("Nobody can leave before the first support."),
            ),
            models.CheckConstraint(
                name="start_and_age_come_together",
                condition=Q(started_on=None, age_at_start=None, ended_on=None)
                | Q(started_on__isnull=False, age_at_start__isnull=False),
                violation_error_message=_("Without a first support there is no age and no exit."),
            ),
            models.CheckConstraint(
                name="exit_is_whole",
                condition=Q(ended_on=None, completed_path=None, exit_situation="")
                | (Q(ended_on__isnull=False, completed_path__isnull=False) & ~Q(exit_situation="")),
                violation_error_message=_("An exit needs its day, the path and the situation."),
            ),
        ]

    class Privacy:
        personal = (
            "person",
            "started_on",
            "last_support_on",
            "age_at_start",
            "labour_status",
            "long_term_unemployed",
            "months_out_of_work_count",
            "isced",
            "participant_kind",
            "institution_name",
            "citizenship",
            "labour_register",
            "labour_detail",
            "occupation",
            "employer",
            "education_ends_on",
            "third_country",
            "support_scope",
            "notice_given_on",
            "declared_on",
            "guardian_consented_on",
            "may_show_image",
            "country_at_start",
            "gmina_at_start",
            "place_at_start",
            "postal_code_at_start",
            "street_at_start",
            "building_at_start",
            "flat_at_start",
            "degurba_at_start",
            "ended_on",
            "completed_path",
            "exit_situation",
        )
        sensitive = (
            "disability",
            "at_risk",
            "foreign_background",
            "minority",
            "homeless",
            "disadvantage",
            "in_disability_quota",
            "benefits",
        )
        plain = (
            "id",
            "project",
            "start_follows_support",
            "notice_version",
            "cared_for_by",
            "advised_by",
            "voided_at",
            "version",
            "created_at",
            "changed_at",
        )

    def __str__(self) -> str:
        begun = f"{self.started_on:%Y-%m-%d}" if self.started_on else "—"
        return f"{self.project} {begun}"


class Outcome(Row):
    """What a participation led to, on which day it was observed and what proves it.

    A participation has a set of them, one of a kind; the document itself is only named.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="outcomes"
    )
    kind = models.CharField(_("outcome"), max_length=14, choices=words.OutcomeKind.choices)
    observed_on = models.DateField(_("observed on"))
    evidence = models.CharField(_("evidence"), max_length=24, choices=words.EvidenceKind.choices)
    note = SealedField(_("note on the document"))
    changed_at = changed_at()

    class Meta:
        db_table = "outcome"
        ordering = ("observed_on", "kind")
        constraints = [
            models.UniqueConstraint(name="one_outcome_of_a_kind", fields=["participation", "kind"])
        ]

    class Privacy:
        personal = ("participation", "kind", "observed_on", "evidence", "note")
        plain = (
            "id",
            "changed_at",
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.observed_on:%Y-%m-%d}"
