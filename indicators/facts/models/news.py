"""What tenants tell besides people: their projects, and how fresh their figures are."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class ProjectCard(models.Model):
    """What the metropolis may know of a project: no person is on it."""

    project_id = models.UUIDField(primary_key=True)
    tenant_id = models.IntegerField()
    unit_code = models.CharField(max_length=4)
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
    # By what was decided: how many candidates, and how many of them take part.
    recruitment = models.JSONField(default=dict, db_default={})
    source = models.TextField(blank=True)
    invented = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        db_table = '"facts"."project_card"'

    class Privacy:
        plain = (
            "project_id",
            "tenant_id",
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

    def __str__(self) -> str:
        return f"{self.title}"


class Publication(models.Model):
    """How fresh a tenant's figures are: when they were last published, and what went wrong since."""

    tenant_id = models.IntegerField(primary_key=True)
    tenant_name = models.CharField(max_length=120)
    unit_code = models.CharField(max_length=4)
    published_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)
    problem_at = models.DateTimeField(null=True)
    # Until whoever tells cards to those above has told them: a crash between the two loses nothing.
    has_untold_cards = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "publication"

    class Privacy:
        plain = (
            "tenant_id",
            "tenant_name",
            "unit_code",
            "published_at",
            "problem",
            "problem_at",
            "has_untold_cards",
        )

    class Grants:
        # Not the metropolis: a tenant's moment beside a total that moved would name the person.
        web = "read"
        tenants = "read"
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.tenant_name} {self.published_at}"


class Reconciliation(models.Model):
    """What one night's comparison of the facts with the tenants' tables has found.

    `differences` are counts of rows by place, which is a tenant's schema or "facts" for what all of
    them share, and by kind; `troubles` says where nobody could look. No figure is among them.
    """

    id = models.BigAutoField(primary_key=True)
    ended_at = models.DateTimeField()
    seconds = models.FloatField()
    rows_count = models.PositiveIntegerField()
    differences = models.JSONField(default=dict)
    troubles = models.JSONField(default=dict)
    # When the operators of the platform got a letter about it; null as long as nobody did.
    told_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "reconciliation"

    class Privacy:
        plain = (
            "id",
            "ended_at",
            "seconds",
            "rows_count",
            "differences",
            "troubles",
            "told_at",
        )

    class Grants:
        web = "read write"
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.ended_at:%Y-%m-%d %H:%M}: {self.rows_count}"

    @property
    def is_well(self) -> bool:
        return not self.differences and not self.troubles
