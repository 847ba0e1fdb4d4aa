"""What the computed deadlines cannot know by themselves: what was settled, and who wants telling."""

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member

# The subject of a term that belongs to no project and no person: the unit itself.
THE_UNIT = UUID(int=0)


class Settled(models.Model):
    """A term that was kept outside of Szansa: a claim sent, a person entered in the national system.

    It names the day from which the term was counted. When that day is corrected, the term opens
    again: what was sent no longer says what is true.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    project_id = models.UUIDField(null=True)
    basis_on = models.DateField()
    settled_on = models.DateField(_("done on"))
    settled_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "deadline_settled"
        constraints = [
            models.UniqueConstraint(
                name="a_term_is_settled_once", fields=["subject_id", "kind", "basis_on"]
            )
        ]

    class Privacy:
        personal = ("subject_id", "basis_on")
        plain = ("id", "kind", "project_id", "settled_on", "settled_by")

    def __str__(self) -> str:
        return f"{self.kind} {self.basis_on:%Y-%m-%d}"


class Digest(models.Model):
    """A member who asked for the morning letter, and the last day on which it was written.

    The worker writes the letter under the web role, which alone knows addresses.
    """

    member = models.OneToOneField(
        Member, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    wanted_at = models.DateTimeField(auto_now_add=True)
    written_on = models.DateField(null=True)

    class Meta:
        db_table = "deadline_digest"

    class Privacy:
        personal = ("member",)
        plain = ("wanted_at", "written_on")

    class Grants:
        web = "read write"

    def __str__(self) -> str:
        return f"{self.member_id}"


class Feed(models.Model):
    """A member's secret address for a calendar: only its hash is kept, so it is shown once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    token_hash = models.BinaryField(unique=True)
    language = models.CharField(max_length=2)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "deadline_feed"

    class Privacy:
        personal = ("member",)
        sensitive = ("token_hash",)
        plain = ("id", "language", "made_at")

    def __str__(self) -> str:
        return f"{self.member_id}"


class ProgrammeRequest(models.Model):
    """Something that the programme asks of this unit; answered by doing it.

    The platform writes it, under the number of its own row, and writes when it was answered.
    """

    class Matter(models.TextChoices):
        DATA = "bez-danych", _("figures that are not in")
        PERIOD = "okres", _("a settlement period that is not closed")
        TARGET = "bez-celu", _("targets that are not entered")

    id = models.UUIDField(primary_key=True, editable=False)
    matter = models.CharField(max_length=20, choices=Matter.choices)
    project_id = models.UUIDField(null=True)
    # Since when it is missing, or the last day of the period that is open.
    day = models.DateField()
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=120)
    wanted_by = models.DateField()
    answered_on = models.DateField(null=True)
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        db_table = "programme_request"

    class Privacy:
        plain = (
            "id",
            "matter",
            "project_id",
            "day",
            "asked_on",
            "asked_by",
            "wanted_by",
            "answered_on",
            "is_withdrawn",
        )

    class Grants:
        own = "read"
        web = "read write"

    def __str__(self) -> str:
        return f"{self.matter} {self.asked_on:%Y-%m-%d}"
