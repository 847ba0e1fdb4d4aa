"""A round of recruitment: when it is open, for how many, with which papers and which notice."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from projects.agreements.models import Project
from projects.recruitment import vocabulary as words


class Recruitment(models.Model):
    """One round of one project; without a closing day it is rolling."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="recruitments")
    name = models.CharField(_("name of the round"), max_length=160)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    places_count = models.PositiveSmallIntegerField(_("places"))
    # None: as many on the reserve list as there are.
    reserve_count = models.PositiveSmallIntegerField(
        _("places on the reserve list"), null=True, blank=True
    )
    has_web_form = models.BooleanField(_("web form"), default=False)
    introduction = models.TextField(_("for whom the project is"), blank=True)
    contact = models.CharField(_("whom to ask"), max_length=200, blank=True)
    last_number = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "recruitment"
        ordering = ("-opens_on", "-id")
        constraints = [
            models.CheckConstraint(
                name="recruitment_closes_after_it_opens",
                condition=Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                violation_error_message=_("A round cannot close before it opens."),
            ),
            models.UniqueConstraint(
                name="one_name_of_a_round_in_a_project",
                fields=["project", "name"],
                violation_error_message=_("The project has a round of this name."),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "project",
            "name",
            "opens_on",
            "closes_on",
            "places_count",
            "reserve_count",
            "has_web_form",
            "introduction",
            "contact",
            "last_number",
            "version",
            "created_at",
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_rolling(self) -> bool:
        return self.closes_on is None

    def is_open(self, *, on: date) -> bool:
        return self.opens_on <= on and (self.closes_on is None or on <= self.closes_on)


class RequiredDocument(models.Model):
    """A paper on the checklist of a round, and who has to bring it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recruitment = models.ForeignKey(
        Recruitment, on_delete=models.CASCADE, related_name="required_documents"
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("document"), max_length=160)
    needed_by = models.CharField(_("who brings it"), max_length=12, choices=words.NeededBy.choices)

    class Meta:
        db_table = "recruitment_document"
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(
                name="a_document_is_required_once", fields=["recruitment", "name"]
            )
        ]

    class Privacy:
        plain = ("id", "recruitment", "position", "name", "needed_by")

    def __str__(self) -> str:
        return self.name

    def is_marked(self) -> bool:
        """Whether a candidate has brought it."""
        return self.marks.exists()


class Notice(models.Model):
    """What candidates are told of their data before they give any (articles 13 and 14 GDPR).

    A version is never changed: whoever applied keeps the one they were given.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recruitment = models.ForeignKey(Recruitment, on_delete=models.CASCADE, related_name="notices")
    version_no = models.PositiveSmallIntegerField()
    text = models.TextField(_("text of the notice"))
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "recruitment_notice"
        ordering = ("-version_no",)
        constraints = [
            models.UniqueConstraint(
                name="one_version_of_a_notice", fields=["recruitment", "version_no"]
            )
        ]

    class Privacy:
        plain = ("id", "recruitment", "version_no", "text", "published_at", "published_by")

    def __str__(self) -> str:
        return f"{self.recruitment} {self.version_no}"
