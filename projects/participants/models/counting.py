"""What counting may know of a participation: the columns of its views."""

from django.db import models

PERSONAL = (
    "started_on",
    "ended_on",
    "sex",
    "age",
    "labour_status",
    "labour_detail",
    "long_term_unemployed",
    "isced",
    "gmina",
    "degurba",
    "completed_path",
    "employment_on",
    "qualification_on",
    "job_search_on",
    "education_on",
    "lasting_work_on",
    "social_progress_on",
)
SENSITIVE = (
    "disability",
    "third_country",
    "foreign_background",
    "minority",
    "homeless",
    "disadvantage",
    "at_risk",
    "uses_food_aid",
)
PLAIN = ("id", "project_id", "rule_set")


class Counted(models.Model):
    """A participation by what a rule may ask of it, without a name."""

    id = models.UUIDField(primary_key=True)
    project_id = models.UUIDField()
    rule_set = models.CharField(max_length=5)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    sex = models.CharField(max_length=1)
    age = models.PositiveSmallIntegerField()
    labour_status = models.CharField(max_length=12)
    labour_detail = models.CharField(max_length=24)
    long_term_unemployed = models.BooleanField()
    isced = models.PositiveSmallIntegerField()
    disability = models.CharField(max_length=7)
    third_country = models.CharField(max_length=7)
    foreign_background = models.CharField(max_length=7)
    minority = models.CharField(max_length=7)
    homeless = models.CharField(max_length=7)
    disadvantage = models.CharField(max_length=7)
    at_risk = models.BooleanField()
    uses_food_aid = models.BooleanField()
    gmina = models.CharField(max_length=7)
    degurba = models.PositiveSmallIntegerField(null=True)
    completed_path = models.BooleanField(null=True)
    employment_on = models.DateField(null=True)
    qualification_on = models.DateField(null=True)
    job_search_on = models.DateField(null=True)
    education_on = models.DateField(null=True)
    lasting_work_on = models.DateField(null=True)
    social_progress_on = models.DateField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.pk}"


class CountingRow(Counted):
    """A participation with whose it is: the view that the publishing role may read, and nothing else."""

    # Nobody's where the records of the project need not be kept any longer.
    person_id = models.UUIDField(null=True)
    matching_box = models.BinaryField(null=True)

    class Meta:
        managed = False
        db_table = "counting_row"

    class Privacy:
        personal = ("person_id", *PERSONAL)
        sensitive = ("matching_box", *SENSITIVE)
        plain = PLAIN

    class Grants:
        own = ""
        publishing = "read"
