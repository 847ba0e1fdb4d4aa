"""What was reported at the end of a period: rows that are written once and never changed.

The tenant's role may add such rows and read them; the database refuses it to change or delete any.
Only when a report was taken back can be added to it.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from indicators.declared.models import Declared
from indicators.periods.models.periods import SettlementPeriod
from indicators.periods.rules import sealing


def code() -> models.CharField:
    """A code of a shared definition: no foreign key leaves a tenant's schema."""
    return models.CharField(max_length=40)


def trait(max_length: int) -> models.CharField:
    """A trait that narrows a cell; empty stands for everybody."""
    return models.CharField(max_length=max_length, blank=True, default="")


def of_closing(name: str) -> models.ForeignKey:
    return models.ForeignKey(
        "periods.Closing", on_delete=models.PROTECT, db_index=False, related_name=name
    )


class Closing(models.Model):
    """One time that a period was closed. Reopening marks it as superseded and keeps all of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    period = models.ForeignKey(
        SettlementPeriod, on_delete=models.PROTECT, db_index=False, related_name="closings"
    )
    # The day of closing and the moment, after which a change of the data is a correction.
    closed_on = models.DateField(_("closed on"))
    closed_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    # SHA-256 of the canonical text of everything below; the audit trail holds it, too.
    checksum = models.CharField(_("checksum"), max_length=64)
    # In which form of the text it was sealed: read back in another, every report would look changed.
    form = models.PositiveSmallIntegerField(db_default=sealing.FIRST_FORM)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "period_closing"
        ordering = ("closed_at",)
        constraints = [
            models.UniqueConstraint(
                name="a_period_is_closed_once",
                fields=["period"],
                condition=Q(superseded_at=None),
                violation_error_message=_("This period is closed already."),
            )
        ]
        indexes = [models.Index(name="closings_of_a_period", fields=["period"])]

    class Privacy:
        plain = (
            "id",
            "period",
            "closed_on",
            "closed_at",
            "closed_by",
            "checksum",
            "form",
            "superseded_at",
        )

    class Grants:
        own = "read append"
        own_changes = ("superseded_at",)
        publishing = "read"

    def __str__(self) -> str:
        return f"{self.period_id} {self.closed_on:%Y-%m-%d}"


class ReportedDefinition(models.Model):
    """An indicator of the report, the versions that counted, and how it was broken down."""

    id = models.BigAutoField(primary_key=True)
    closing = of_closing("definitions")
    definition_code = code()
    versions = ArrayField(models.PositiveSmallIntegerField())
    breakdowns = ArrayField(models.CharField(max_length=20))

    class Meta:
        db_table = "reported_definition"
        constraints = [
            models.UniqueConstraint(
                name="a_definition_is_reported_once", fields=["closing", "definition_code"]
            )
        ]

    class Privacy:
        plain = ("id", "closing", "definition_code", "versions", "breakdowns")

    class Grants:
        own = "read append"

    def __str__(self) -> str:
        return f"{self.definition_code} {self.versions}"


class ReportedCell(models.Model):
    """One reported value, from the start of the project to the end of the period."""

    id = models.BigAutoField(primary_key=True)
    closing = of_closing("cells")
    definition_code = code()
    sex = trait(1)
    disability = trait(7)
    people_count = models.PositiveIntegerField()

    class Meta:
        db_table = "reported_cell"
        constraints = [
            models.UniqueConstraint(
                name="a_cell_is_reported_once",
                fields=["closing", "definition_code", "sex", "disability"],
            )
        ]

    class Privacy:
        plain = ("id", "closing", "definition_code", "sex", "disability", "people_count")

    class Grants:
        own = "read append"

    def __str__(self) -> str:
        return f"{self.definition_code}: {self.people_count}"


class ReportedRate(models.Model):
    """A rate as it was reported, of everybody or of one sex, with the two counts that made it."""

    id = models.BigAutoField(primary_key=True)
    closing = of_closing("rates")
    definition_code = code()
    numerator_code = code()
    denominator_code = code()
    sex = trait(1)
    numerator_count = models.PositiveIntegerField()
    denominator_count = models.PositiveIntegerField()
    # Nothing where the denominator is nobody.
    percent = models.DecimalField(max_digits=9, decimal_places=2, null=True)

    class Meta:
        db_table = "reported_rate"
        constraints = [
            models.UniqueConstraint(
                name="a_rate_is_reported_once", fields=["closing", "definition_code", "sex"]
            ),
            models.CheckConstraint(
                name="a_rate_is_of_somebody",
                condition=Q(denominator_count=0, percent=None)
                | Q(denominator_count__gt=0, percent__isnull=False),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "closing",
            "definition_code",
            "numerator_code",
            "denominator_code",
            "sex",
            "numerator_count",
            "denominator_count",
            "percent",
        )

    class Grants:
        own = "read append"

    def __str__(self) -> str:
        return f"{self.definition_code}: {self.numerator_count}/{self.denominator_count}"


class ReportedDeclared(models.Model):
    """A declared value that held when the report was closed: beside the counts, in none of them.

    The database refuses to change its numbers and its source: a correction is another row of
    `declared`. Both are in the text that is sealed.
    """

    id = models.BigAutoField(primary_key=True)
    closing = of_closing("declared")
    declared = models.ForeignKey(Declared, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "reported_declared"
        constraints = [
            models.UniqueConstraint(
                name="a_declared_value_is_reported_once", fields=["closing", "declared"]
            )
        ]

    class Privacy:
        plain = ("id", "closing", "declared")

    class Grants:
        own = "read append"

    def __str__(self) -> str:
        return f"{self.declared}"


class Contribution(models.Model):
    """A participation that counted: with which traits of its start, for what, and on which days.

    The nth day belongs to the nth code. Without a foreign key: what was reported stays when a
    participation is erased one day.
    """

    id = models.BigAutoField(primary_key=True)
    closing = of_closing("contributions")
    participation_id = models.UUIDField()
    sex = trait(1)
    disability = trait(7)
    codes = ArrayField(code())
    days = ArrayField(models.DateField())

    class Meta:
        db_table = "reported_contribution"
        constraints = [
            models.UniqueConstraint(
                name="a_participation_contributes_once", fields=["closing", "participation_id"]
            ),
            models.CheckConstraint(
                name="every_contribution_has_its_day", condition=Q(codes__len=F("days__len"))
            ),
        ]

    class Privacy:
        personal = ("participation_id", "sex", "days")
        sensitive = ("disability", "codes")
        plain = ("id", "closing")

    class Grants:
        own = "read append"

    def __str__(self) -> str:
        return f"{self.participation_id}"


class ReportedCorrection(models.Model):
    """By how much an earlier period's value differs in this report from the report before it."""

    id = models.BigAutoField(primary_key=True)
    closing = of_closing("corrections")
    period = models.ForeignKey(
        SettlementPeriod, on_delete=models.PROTECT, related_name="corrections"
    )
    definition_code = code()
    sex = trait(1)
    disability = trait(7)
    difference_count = models.IntegerField()

    class Meta:
        db_table = "reported_correction"
        constraints = [
            models.UniqueConstraint(
                name="a_correction_is_reported_once",
                fields=["closing", "period", "definition_code", "sex", "disability"],
            ),
            models.CheckConstraint(
                name="a_correction_is_something", condition=~Q(difference_count=0)
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "closing",
            "period",
            "definition_code",
            "sex",
            "disability",
            "difference_count",
        )

    class Grants:
        own = "read append"

    def __str__(self) -> str:
        return f"{self.definition_code} {self.difference_count:+}"


class ReportedMove(models.Model):
    """Somebody who counted otherwise in the report before: who came in, went out or changed.

    `events` are rows of the audit trail, which nobody can change and which hold the reasons sealed
    as long as the people are kept: whoever may read cases opens them there.
    """

    id = models.BigAutoField(primary_key=True)
    closing = of_closing("moves")
    definition_code = code()
    participation_id = models.UUIDField()
    before_on = models.DateField(null=True)
    before_sex = trait(1)
    before_disability = trait(7)
    after_on = models.DateField(null=True)
    after_sex = trait(1)
    after_disability = trait(7)
    events = ArrayField(models.BigIntegerField())

    class Meta:
        db_table = "reported_move"
        constraints = [
            models.UniqueConstraint(
                name="a_move_is_reported_once",
                fields=["closing", "definition_code", "participation_id"],
            )
        ]

    class Privacy:
        personal = (
            "participation_id",
            "before_on",
            "before_sex",
            "after_on",
            "after_sex",
            "events",
        )
        sensitive = ("definition_code", "before_disability", "after_disability")
        plain = ("id", "closing")

    class Grants:
        own = "read append"

    def __str__(self) -> str:
        return f"{self.definition_code} {self.participation_id}"
