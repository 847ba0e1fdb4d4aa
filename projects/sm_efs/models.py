"""What was sent to the national system, what it calls our people, and files that came from it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import sealed
from core.ids import new_id
from core.ledger.models import Member
from core.sealed import SealedField
from projects.agreements.models import Project
from projects.participants.models import Participation


def somebody() -> models.ForeignKey:
    return models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")


class OfficeContact(models.Model):
    """What stands in the file for people who have none of their own, agreed once for the project.

    The office's telephone and address, and the scope of support of the project's call. The record
    of a person stays empty: only the row that leaves holds what was agreed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.OneToOneField(
        Project, on_delete=models.PROTECT, related_name="sm_efs_office", verbose_name=_("project")
    )
    phone = models.CharField(_("office's telephone"), max_length=16, blank=True)
    email = models.EmailField(_("office's e-mail"), max_length=120, blank=True)
    support_scope = models.CharField(_("scope of support of the call"), max_length=120, blank=True)
    agreed_by = somebody()
    agreed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "sm_efs_office"

    class Privacy:
        plain = (
            "id",
            "project",
            "phone",
            "email",
            "support_scope",
            "agreed_by",
            "agreed_at",
            "version",
        )

    def __str__(self) -> str:
        return f"{self.phone} {self.email}".strip()


class Export(models.Model):
    """One file that left: how many rows, by whom, why, and how many people were left out."""

    class Kind(models.TextChoices):
        WHOLE = "WHOLE", _("everybody")
        DELTA = "DELTA", _("what changed since the last export")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="sm_efs_exports")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind.choices)
    layout_version = models.CharField(_("version of the layout"), max_length=12)
    exported_at = models.DateTimeField(auto_now_add=True)
    exported_by = somebody()
    rows_count = models.PositiveIntegerField(_("rows"))
    left_out_count = models.PositiveIntegerField(_("left out"))
    gone_count = models.PositiveIntegerField(_("gone"))
    reason = SealedField(_("reason"))
    # The file never reached the system: what it held is to be sent again.
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "sm_efs_export"
        ordering = ("-exported_at", "-id")

    class Privacy:
        personal = ("reason",)
        plain = (
            "id",
            "project",
            "kind",
            "layout_version",
            "exported_at",
            "exported_by",
            "rows_count",
            "left_out_count",
            "gone_count",
            "withdrawn_at",
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.exported_at:%Y-%m-%d}"


class ExportedRow(models.Model):
    """One person's row of one file: where it stood and the keyed digest of each of its cells."""

    class Change(models.TextChoices):
        ADDED = "ADDED", _("new row")
        CHANGED = "CHANGED", _("changed row")
        SAME = "SAME", _("unchanged row")
        GONE = "GONE", _("gone")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="rows")
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="sm_efs_rows"
    )
    # The line of the file, as a reader counts them; 0 for somebody who is gone.
    line = models.PositiveIntegerField()
    change = models.CharField(max_length=7, choices=Change.choices)
    digest = models.BinaryField()

    class Meta:
        db_table = "sm_efs_exported_row"
        constraints = [
            models.UniqueConstraint(
                name="one_row_of_a_person_in_a_file", fields=["export", "participation"]
            )
        ]

    class Privacy:
        personal = ("participation", "change", "digest")
        plain = ("id", "export", "line")

    def __str__(self) -> str:
        return f"{self.export_id} {self.line}"


class NationalId(models.Model):
    """What the national system calls a participant: learnt from its export, sent back on update."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.OneToOneField(
        Participation, on_delete=models.CASCADE, related_name="sm_efs_id"
    )
    technical_id = models.CharField(_("technical id"), max_length=60)
    learnt_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "sm_efs_national_id"

    class Privacy:
        personal = ("participation", "technical_id")
        plain = ("id", "learnt_at")

    def __str__(self) -> str:
        return str(self.participation_id)


class UploadManager(models.Manager["Upload"]):
    """Leaves the bytes where they are until somebody asks for them."""

    def get_queryset(self) -> models.QuerySet["Upload"]:
        return super().get_queryset().defer("sealed_content")


class Upload(models.Model):
    """A file that came in, sealed: the system's export, its feedback, or a list made by hand."""

    class Kind(models.TextChoices):
        EXPORT = "EXPORT", _("export of the national system")
        FEEDBACK = "FEEDBACK", _("report of rejected rows (Informacja_zwrotna)")
        LIST = "LIST", _("list made by hand, to be checked")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="sm_efs_uploads")
    kind = models.CharField(_("what it is"), max_length=8, choices=Kind.choices)
    file_name = SealedField(_("file name"))
    sealed_content = models.BinaryField(null=True)
    rows_count = models.PositiveIntegerField(_("rows"))
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = somebody()
    # Its content was destroyed; that it was here remains.
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = UploadManager()

    class Meta:
        db_table = "sm_efs_upload"
        ordering = ("-uploaded_at", "-id")
        constraints = [
            models.CheckConstraint(
                name="a_removed_upload_has_no_content",
                condition=Q(removed_at=None) | Q(sealed_content=None),
            )
        ]

    class Privacy:
        personal = ("file_name",)
        sensitive = ("sealed_content",)
        plain = (
            "id",
            "project",
            "kind",
            "rows_count",
            "uploaded_at",
            "uploaded_by",
            "removed_at",
            "version",
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.uploaded_at:%Y-%m-%d}"

    def seal(self, content: bytes) -> None:
        column = self._meta.get_field("sealed_content")
        self.sealed_content = sealed.sealed_content(column, self.pk, content)

    def content(self) -> bytes:
        column = self._meta.get_field("sealed_content")
        return sealed.opened_content(column, self.pk, bytes(self.sealed_content or b""))
