"""A report: what was ordered, how far it is, and what was made of it, kept as it was handed out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from dashboards.reports import rules

COLUMNS = (
    "id",
    "kind",
    "year",
    "number",
    "as_of",
    "state",
    "steps_done_count",
    "attempts_count",
    "problem",
    "ordered_at",
    "taken_at",
    "made_at",
    "pages_count",
    "pdf",
    "pdf_sha256",
    "workbook",
    "workbook_sha256",
)


class Kind(models.TextChoices):
    METROPOLIS = "metropolis", _("metropolitan report")
    PROJECT = "project", _("project report")
    EFFECTS = "effects", _("effects of the project")


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("being made")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class ReportManager(models.Manager):
    """Leaves the bytes where they are until somebody asks for them."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().defer("pdf", "workbook")


class Report(models.Model):
    """The row is the truth of the work, too: a message only says that it waits."""

    STEPS_COUNT = 3

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    # The day whose figures it tells, whenever it was ordered.
    as_of = models.DateField(_("as of"))
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    steps_done_count = models.PositiveSmallIntegerField(default=0)
    attempts_count = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=60, blank=True)
    ordered_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    pages_count = models.PositiveSmallIntegerField(null=True)
    # Without the PDF where the server has not what setting it takes.
    pdf = models.BinaryField(null=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    workbook = models.BinaryField(null=True)
    workbook_sha256 = models.CharField(max_length=64, blank=True)

    objects = ReportManager()

    class Meta:
        abstract = True
        ordering = ("-ordered_at", "-number")

    def __str__(self) -> str:
        return self.full_number

    @property
    def full_number(self) -> str:
        return rules.number_of(self.kind, year=self.year, number=self.number)

    @property
    def is_under_way(self) -> bool:
        return self.state in (State.WAITING, State.RUNNING)


class MetropolitanReport(Report):
    """The whole programme as one release tells it, and nothing beside the release."""

    release_no = models.BigIntegerField()
    released_at = models.DateTimeField()

    class Meta(Report.Meta):
        db_table = "metropolitan_report"
        constraints = [
            models.UniqueConstraint(
                name="one_metropolitan_report_of_a_number", fields=["kind", "year", "number"]
            )
        ]

    class Privacy:
        plain = (*COLUMNS, "release_no", "released_at")

    class Grants:
        # Never deleted: a number that was quoted leads to what was quoted.
        web = "read write"
