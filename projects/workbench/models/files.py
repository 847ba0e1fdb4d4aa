"""Files made in the background for one member, sealed piece by piece, for one day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import sealed
from core.ids import new_id
from core.ledger.models import Member
from core.sealed import SealedField


class PreparedFile(models.Model):
    """One file on its way to the member who asked for it.

    How far it is stands here, so that a worker that dies leaves nothing untold: whoever makes it
    writes only as long as `attempts_count` is the number they began with.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being made")
        READY = "ready", _("ready to be downloaded")
        TAKEN = "taken", _("downloaded")
        FAILED = "failed", _("failed")
        GONE = "gone", _("expired")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    # JSON, as the kind's maker reads it; words that somebody searched for may stand there.
    arguments = SealedField()
    # With its ending. A project or a person may be named in it.
    name = SealedField(_("name of the file"))
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    done_count = models.PositiveIntegerField(default=0)
    # 0 as long as nobody knows.
    total_count = models.PositiveIntegerField(default=0)
    # In bytes, of what is made already.
    size = models.PositiveBigIntegerField(default=0)
    attempts_count = models.PositiveSmallIntegerField(default=0)
    # When something of it was last written: whoever was silent for long is dead.
    moved_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    # When it opens no more; known once it is ready.
    until = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    # The kind of error, for whoever runs the platform; never its text.
    problem = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "prepared_file"
        ordering = ("-asked_at", "-id")
        indexes = [models.Index(name="prepared_file_state", fields=["state", "moved_at"])]

    class Privacy:
        personal = ("name",)
        sensitive = ("arguments",)
        plain = (
            "id",
            "member",
            "kind",
            "language",
            "state",
            "done_count",
            "total_count",
            "size",
            "attempts_count",
            "moved_at",
            "asked_at",
            "until",
            "taken_at",
            "problem",
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d %H:%M}"


class PreparedPiece(models.Model):
    """Some of the bytes of a file, sealed; all of them in their order are the file."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    of = models.ForeignKey(PreparedFile, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        db_table = "prepared_piece"
        constraints = [
            models.UniqueConstraint(name="one_piece_of_a_number", fields=["of", "number"])
        ]

    class Privacy:
        sensitive = ("content",)
        plain = ("id", "of", "number")

    def __str__(self) -> str:
        return f"{self.of_id} {self.number}"

    def seal(self, content: bytes) -> None:
        column = self._meta.get_field("content")
        self.content = sealed.sealed_content(column, self.pk, content)

    def opened(self) -> bytes:
        column = self._meta.get_field("content")
        return sealed.opened_content(column, self.pk, bytes(self.content))
