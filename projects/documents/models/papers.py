"""Papers: what was issued, under which number, in which wording; its bytes are sealed for good."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import sealed
from core.changes import changed_at
from core.ids import new_id
from core.ledger.models import Member
from core.sealed import SealedField
from projects.agreements.models import Project
from projects.documents.models.strips import LogoStrip


class ProjectMark(models.Model):
    """The short mark of a project in the numbers of its papers; it never changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="paper_mark")
    mark = models.CharField(_("mark"), max_length=24, unique=True)

    class Meta:
        db_table = "project_mark"

    class Privacy:
        plain = ("id", "project", "mark")

    def __str__(self) -> str:
        return self.mark


class PaperCounter(models.Model):
    """The last number given in one project, kind and year; locked while the next one is given."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "paper_counter"
        constraints = [
            models.UniqueConstraint(
                name="one_counter_of_papers", fields=["project", "kind", "year"]
            )
        ]

    class Privacy:
        plain = ("id", "project", "kind", "year", "last_number")

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last_number}"


class DocumentTemplate(models.Model):
    """A tenant's own wording of one kind of paper. Versions are added, none is ever changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(_("kind of document"), max_length=40)
    version = models.PositiveIntegerField(_("version"))
    body = models.TextField(_("wording"))
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    # In force until a later version, or the standard wording, took its place.
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "document_template"
        ordering = ("kind", "-version")
        constraints = [
            models.UniqueConstraint(name="one_template_of_a_version", fields=["kind", "version"]),
            models.UniqueConstraint(
                name="one_template_in_force", fields=["kind"], condition=Q(replaced_at=None)
            ),
        ]

    class Privacy:
        plain = ("id", "kind", "version", "body", "written_at", "written_by", "replaced_at")

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class PaperManager(models.Manager["IssuedPaper"]):
    """Leaves the bytes where they are until somebody asks for them."""

    def get_queryset(self) -> models.QuerySet["IssuedPaper"]:
        return super().get_queryset().defer("sealed_content")


class IssuedPaper(models.Model):
    """One version of a numbered paper, exactly as it was handed out.

    A paper issued again keeps its number and gets a new version; a void one keeps its number too,
    and so does one whose content was destroyed with the data of the person it speaks of.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("kind of document"), max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number in the year"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    full_number = models.CharField(_("number"), max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField(db_index=True)
    about = ArrayField(models.UUIDField(), default=list)
    title = models.CharField(_("concerns"), max_length=300)
    search_key = models.CharField(max_length=400, editable=False)
    issued_on = models.DateField(_("issued on"))
    issued_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    batch_id = models.UUIDField(null=True, blank=True, db_index=True)
    template = models.ForeignKey(
        DocumentTemplate, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # The release of Szansa, whose standard wording it is where there is no template of the tenant.
    release = models.CharField(max_length=20)
    strip = models.ForeignKey(LogoStrip, on_delete=models.PROTECT, null=True, related_name="+")
    pages_count = models.PositiveSmallIntegerField(_("pages"))
    bytes_count = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    # Destroyed with the data of the person it speaks of; until then always there.
    sealed_content = models.BinaryField(null=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    void_reason = SealedField(_("why it is void"))
    erased_at = models.DateTimeField(null=True, blank=True)
    changed_at = changed_at()

    objects = PaperManager()

    class Meta:
        db_table = "issued_paper"
        ordering = ("-issued_at", "-number", "-id")
        constraints = [
            models.UniqueConstraint(
                name="one_paper_of_a_number",
                fields=["project", "kind", "year", "number", "version"],
            ),
            models.UniqueConstraint(
                name="one_latest_version_of_a_paper",
                fields=["project", "kind", "year", "number"],
                condition=Q(replaced_at=None),
            ),
            models.UniqueConstraint(
                name="one_valid_paper_of_a_kind_about_a_subject",
                fields=["kind", "subject_id"],
                condition=Q(replaced_at=None, voided_at=None),
                violation_error_message=_("Such a document is already issued."),
            ),
            models.CheckConstraint(
                name="an_erased_paper_has_no_content",
                condition=Q(erased_at=None, sealed_content__isnull=False)
                | Q(erased_at__isnull=False, sealed_content=None, title=""),
            ),
        ]
        indexes = [
            GinIndex(name="paper_about", fields=["about"]),
            models.Index(name="paper_by_day", fields=["project", "-issued_on"]),
        ]

    class Privacy:
        personal = ("subject_id", "about", "title", "search_key", "void_reason")
        sensitive = ("sealed_content",)
        plain = (
            "id",
            "project",
            "kind",
            "year",
            "number",
            "version",
            "full_number",
            "subject_kind",
            "issued_on",
            "issued_at",
            "issued_by",
            "batch_id",
            "template",
            "release",
            "strip",
            "pages_count",
            "bytes_count",
            "sha256",
            "replaced_at",
            "voided_at",
            "voided_by",
            "erased_at",
            "changed_at",
        )

    class Grants:
        # Stored for good: a paper is replaced or voided, never deleted.
        own = "read write"

    def __str__(self) -> str:
        return self.full_number

    @property
    def is_valid(self) -> bool:
        return self.replaced_at is None and self.voided_at is None and self.erased_at is None

    @property
    def concerns(self) -> str:
        """Whom or what it is about, as long as that may be said."""
        return self.title or str(_("data deleted"))

    def seal(self, content: bytes) -> None:
        column = self._meta.get_field("sealed_content")
        self.sealed_content = sealed.sealed_content(column, self.pk, content)

    def content(self) -> bytes:
        column = self._meta.get_field("sealed_content")
        return sealed.opened_content(column, self.pk, bytes(self.sealed_content or b""))
