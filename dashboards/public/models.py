"""Public editions: the candidate that waits, the approved ones, and what is published officially."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id


class OpenPage(models.Model):
    """A project of which its unit lets the public have a page, as publishing told it."""

    project_id = models.UUIDField(primary_key=True)
    tenant_id = models.IntegerField(db_index=True)
    # Each a name and a kind.
    partners = models.JSONField(default=list)
    given_at = models.DateTimeField()

    class Meta:
        db_table = "open_page"

    class Privacy:
        plain = ("project_id", "tenant_id", "partners", "given_at")

    class Grants:
        publishing = "read write delete"
        web = "read"
        public = "read"

    def __str__(self) -> str:
        return str(self.project_id)


class PublishedFigure(models.Model):
    """A figure that somebody published officially, shown as they said it and added to nothing.

    Of a project, of a unit, or of the whole programme where it names neither.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # The code of a definition, or SUPPORT_AREAS: in how many areas people were supported.
    subject = models.CharField(max_length=40)
    unit_code = models.CharField(max_length=4, blank=True)
    project_id = models.UUIDField(null=True)
    value = models.PositiveIntegerField(_("value"))
    source = models.CharField(_("source"), max_length=300)
    # Where the source tells its day.
    published_on = models.DateField(_("published on"), null=True)
    # Who says that it may be shown so: a person of the office, or a letter.
    approved_by = models.CharField(_("approved by"), max_length=160)
    entered_at = models.DateTimeField()
    entered_by_name = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "published_figure"
        ordering = ("subject", "unit_code", "project_id", "id")
        constraints = [
            models.UniqueConstraint(
                name="one_published_figure_of_a_subject",
                fields=["subject", "unit_code", "project_id"],
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="what_is_published_has_a_source",
                condition=~Q(source="") & ~Q(approved_by=""),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "subject",
            "unit_code",
            "project_id",
            "value",
            "source",
            "published_on",
            "approved_by",
            "entered_at",
            "entered_by_name",
            "withdrawn_at",
        )

    class Grants:
        web = "read write"
        publishing = "read"

    def __str__(self) -> str:
        return f"{self.subject}: {self.value}"


class Candidate(models.Model):
    """The public edition that waits for approval: already protected, and seen by nobody outside."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    made_at = models.DateTimeField()
    # See `contents`: every public table at once.
    content = models.JSONField()

    class Meta:
        db_table = "edition_candidate"

    class Privacy:
        plain = ("id", "made_at", "content")

    class Grants:
        publishing = "read write delete"
        web = "read"

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"


class Edition(models.Model):
    """What was approved, by whom and when; its content never changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.PositiveIntegerField(unique=True)
    # Approved once: a candidate that somebody approved is a candidate no more.
    candidate_id = models.UUIDField(unique=True)
    content = models.JSONField()
    approved_at = models.DateTimeField()
    approved_by_name = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=120, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        db_table = "edition"
        ordering = ("-number",)

    class Privacy:
        plain = (
            "id",
            "number",
            "candidate_id",
            "content",
            "approved_at",
            "approved_by_name",
            "withdrawn_at",
            "withdrawn_by_name",
            "reason",
        )

    class Grants:
        web = "read write"
        publishing = "read"

    def __str__(self) -> str:
        return f"{self.number}"


class StandingEdition(models.Model):
    """An approved edition that nobody withdrew: all that the public's role may read of them."""

    number = models.PositiveIntegerField(primary_key=True)
    content = models.JSONField()
    approved_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "standing_edition"

    class Privacy:
        plain = ("number", "content", "approved_at")

    class Grants:
        public = "read"

    def __str__(self) -> str:
        return f"{self.number}"
