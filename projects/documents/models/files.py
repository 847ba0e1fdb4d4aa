"""Files that were uploaded as evidence or an attachment, sealed in the tenant's own schema."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import sealed
from core.ids import new_id
from core.ledger.models import Member
from core.sealed import SealedField
from projects.agreements.models import Project


class FileManager(models.Manager["StoredFile"]):
    """Leaves the bytes where they are until somebody asks for them."""

    def get_queryset(self) -> models.QuerySet["StoredFile"]:
        return super().get_queryset().defer("sealed_content")


class StoredFile(models.Model):
    """One uploaded file. Removing it destroys its bytes; that it was here, and why not, remains."""

    class Type(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpeg", "JPEG"
        PNG = "png", "PNG"
        DOCX = "docx", "DOCX"
        XLSX = "xlsx", "XLSX"
        ODT = "odt", "ODT"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="files")
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField(db_index=True)
    title = SealedField(_("what it is"))
    filename = SealedField(_("file name"))
    media_type = models.CharField(_("type"), max_length=4, choices=Type.choices)
    pages_count = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True)
    bytes_count = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    sealed_content = models.BinaryField(null=True)
    uploaded_on = models.DateField(_("uploaded on"))
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    removal_reason = SealedField(_("why it was removed"))

    objects = FileManager()

    class Meta:
        db_table = "stored_file"
        ordering = ("-uploaded_at", "-id")
        constraints = [
            models.CheckConstraint(
                name="a_removed_file_has_no_content",
                condition=Q(removed_at=None, sealed_content__isnull=False)
                | Q(removed_at__isnull=False, sealed_content=None),
            ),
            models.UniqueConstraint(
                name="one_file_of_a_content_about_a_subject",
                fields=["subject_id", "sha256"],
                condition=Q(removed_at=None),
            ),
        ]

    class Privacy:
        personal = ("subject_id", "title", "filename", "removal_reason", "sha256")
        sensitive = ("sealed_content",)
        plain = (
            "id",
            "project",
            "subject_kind",
            "media_type",
            "pages_count",
            "bytes_count",
            "uploaded_on",
            "uploaded_at",
            "uploaded_by",
            "removed_at",
            "removed_by",
        )

    class Grants:
        own = "read write"

    def __str__(self) -> str:
        return f"{self.get_media_type_display()} {self.pk}"

    def seal(self, content: bytes) -> None:
        column = self._meta.get_field("sealed_content")
        self.sealed_content = sealed.sealed_content(column, self.pk, content)

    def content(self) -> bytes:
        column = self._meta.get_field("sealed_content")
        return sealed.opened_content(column, self.pk, bytes(self.sealed_content or b""))
