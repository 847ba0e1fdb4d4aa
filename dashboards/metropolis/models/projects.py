"""Projects as the metropolis sees them, and values that they declare by hand."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class ReleasedProject(models.Model):
    """A project's card as the metropolis sees it, renewed with the totals."""

    project_id = models.UUIDField(primary_key=True)
    tenant_name = models.CharField(max_length=120)
    unit_code = models.CharField(max_length=4, db_index=True)
    title = models.CharField(max_length=300)
    edition_no = models.PositiveSmallIntegerField(null=True)
    agreement_number = models.CharField(max_length=60, blank=True)
    fund = models.CharField(max_length=10)
    measure = models.CharField(max_length=40, blank=True)
    rule_set = models.CharField(max_length=5)
    starts_on = models.DateField()
    ends_on = models.DateField()
    leader_name = models.CharField(max_length=160)
    total_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    eu_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    own_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    targets = models.JSONField(default=dict)
    # Candidates by what was decided, as of the day's release; a null number is hidden.
    recruitment = models.JSONField(null=True)
    source = models.TextField(blank=True)
    invented = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        db_table = "released_project"

    class Privacy:
        plain = (
            "project_id",
            "tenant_name",
            "unit_code",
            "title",
            "edition_no",
            "agreement_number",
            "fund",
            "measure",
            "rule_set",
            "starts_on",
            "ends_on",
            "leader_name",
            "total_amount",
            "eu_amount",
            "own_amount",
            "targets",
            "recruitment",
            "source",
            "invented",
        )

    class Grants:
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return self.title


class ReleasedDeclared(models.Model):
    """A value that somebody declared by hand, beside all counts, renewed with the totals.

    Null numbers are hidden or, where `hides_split` is false, were never declared.
    """

    id = models.UUIDField(primary_key=True)
    project_id = models.UUIDField(db_index=True)
    unit_code = models.CharField(max_length=4)
    definition_code = models.CharField(max_length=40)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField()
    total_count = models.PositiveIntegerField(null=True)
    women_count = models.PositiveIntegerField(null=True)
    men_count = models.PositiveIntegerField(null=True)
    hides_split = models.BooleanField()
    source = models.CharField(max_length=300)

    class Meta:
        db_table = "released_declared"
        constraints = [
            models.CheckConstraint(
                name="a_hidden_split_carries_no_number",
                condition=models.Q(hides_split=False) | models.Q(women_count=None, men_count=None),
            ),
            models.CheckConstraint(
                name="a_hidden_declared_total_has_no_split",
                condition=models.Q(total_count__isnull=False)
                | models.Q(women_count=None, men_count=None),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "project_id",
            "unit_code",
            "definition_code",
            "starts_on",
            "ends_on",
            "total_count",
            "women_count",
            "men_count",
            "hides_split",
            "source",
        )

    class Grants:
        publishing = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.definition_code} {self.ends_on:%Y-%m-%d}"
