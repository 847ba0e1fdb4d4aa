"""The fact tables, in a PostgreSQL schema of their own that only the publishing role may read."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class PersonNumber(models.Model):
    """A dense number for a pseudonym: counts people once without knowing who they are."""

    id = models.AutoField(primary_key=True)
    pseudonym = models.BinaryField(unique=True)

    class Meta:
        db_table = '"facts"."person"'

    class Privacy:
        sensitive = ("pseudonym",)
        plain = ("id",)

    class Grants:
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.pk}"


class ParticipationFact(models.Model):
    """One participation as counting needs it. No name, number, address below gmina or free text."""

    id = models.BigAutoField(primary_key=True)
    tenant_id = models.IntegerField()
    unit_code = models.CharField(max_length=4)
    participation_id = models.UUIDField(unique=True)
    project_id = models.UUIDField()
    person_no = models.IntegerField()
    rule_set = models.CharField(max_length=5)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    sex = models.CharField(max_length=1)
    age = models.PositiveSmallIntegerField()
    labour_status = models.CharField(max_length=12)
    long_term_unemployed = models.BooleanField()
    isced = models.PositiveSmallIntegerField(null=True)
    disability = models.CharField(max_length=7)
    at_risk = models.BooleanField()
    gmina = models.CharField(max_length=7)
    completed_path = models.BooleanField(null=True)
    employment_on = models.DateField(null=True)
    qualification_on = models.DateField(null=True)
    job_search_on = models.DateField(null=True)
    education_on = models.DateField(null=True)

    class Meta:
        db_table = '"facts"."participation"'
        indexes = [
            models.Index(name="fact_of_person", fields=["person_no"]),
            models.Index(name="fact_of_project", fields=["tenant_id", "project_id"]),
        ]

    class Privacy:
        personal = (
            "participation_id",
            "person_no",
            "started_on",
            "ended_on",
            "sex",
            "age",
            "labour_status",
            "long_term_unemployed",
            "isced",
            "gmina",
            "completed_path",
            "employment_on",
            "qualification_on",
            "job_search_on",
            "education_on",
        )
        sensitive = ("disability", "at_risk")
        plain = ("id", "tenant_id", "unit_code", "project_id", "rule_set")

    class Grants:
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.participation_id}"


class Hit(models.Model):
    """A participation counts for an indicator on a day; the flags make unduplicated counts add up."""

    id = models.BigAutoField(primary_key=True)
    participation = models.ForeignKey(ParticipationFact, on_delete=models.CASCADE)
    definition_code = models.CharField(max_length=40)
    counted_on = models.DateField()
    first_in_tenant = models.BooleanField(default=False)
    first_in_unit = models.BooleanField(default=False)
    first_in_programme = models.BooleanField(default=False)

    class Meta:
        db_table = '"facts"."hit"'
        constraints = [
            models.UniqueConstraint(
                name="hit_stands_once", fields=["participation", "definition_code"]
            )
        ]

    class Privacy:
        personal = ("participation", "counted_on", "definition_code")
        plain = ("id", "first_in_tenant", "first_in_unit", "first_in_programme")

    class Grants:
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.definition_code} {self.counted_on}"


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
        )

    class Grants:
        # Not the metropolis: a tenant's moment beside a total that moved would name the person.
        web = "read"
        tenants = "read"
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.tenant_name} {self.published_at}"
