"""Facts about people without a name: their number, participations, and support."""

from django.db import models

from indicators.facts.models import columns
from projects.participants.models.counting import PERSONAL, SENSITIVE


class PersonNumber(models.Model):
    """A dense number for a pseudonym: counts people once without knowing who they are."""

    id = models.AutoField(primary_key=True)
    pseudonym = models.BinaryField(unique=True)
    # The programme key it was made with; see MatchingKey. Empty where chance made it, because
    # nobody keeps records of the person any more: then it leads nowhere and meets nobody.
    key_name = models.CharField(max_length=20, default="p1", db_default="p1")
    # How often, and in how many tenants, the person takes part: what `repeat` adds up.
    participations_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    tenants_count = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        db_table = '"facts"."person"'

    class Privacy:
        personal = ("participations_count", "tenants_count")
        sensitive = ("pseudonym",)
        plain = ("id", "key_name")

    class Grants:
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.pk}"


class MatchingKey(models.Model):
    """A programme key under which pseudonyms stand, by what tells it from every other one.

    Whoever does not hold them all would take known people for unknown ones, so it numbers nobody.
    """

    name = models.CharField(max_length=20, primary_key=True)
    fingerprint = models.BinaryField()
    since_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = '"facts"."matching_key"'

    class Privacy:
        plain = ("name", "fingerprint", "since_at")

    class Grants:
        publishing = "read write delete"

    def __str__(self) -> str:
        return self.name


class KeptNumber(models.Model):
    """Whose an anonymous participation was, as a number: all that is left to count people once."""

    participation_id = models.UUIDField(primary_key=True)
    person_no = models.IntegerField(db_index=True)

    class Meta:
        db_table = '"facts"."kept_number"'

    class Privacy:
        personal = ("participation_id", "person_no")

    class Grants:
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.participation_id}"


class ParticipationFact(models.Model):
    """One participation as counting needs it. No name, number, address below gmina or free text.

    Hours are those that were given; kinds are how many different services they were.
    """

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
    labour_detail = columns.word(24)
    long_term_unemployed = models.BooleanField()
    isced = models.PositiveSmallIntegerField(null=True)
    disability = models.CharField(max_length=7)
    third_country = columns.word(7)
    foreign_background = columns.word(7)
    minority = columns.word(7)
    homeless = columns.word(7)
    disadvantage = columns.word(7)
    at_risk = models.BooleanField()
    uses_food_aid = models.BooleanField(default=False, db_default=False)
    gmina = models.CharField(max_length=7)
    # Null where the official list does not name the gmina.
    degurba = models.PositiveSmallIntegerField(null=True)
    completed_path = models.BooleanField(null=True)
    employment_on = models.DateField(null=True)
    qualification_on = models.DateField(null=True)
    job_search_on = models.DateField(null=True)
    education_on = models.DateField(null=True)
    lasting_work_on = models.DateField(null=True)
    social_progress_on = models.DateField(null=True)
    support_hours = columns.hours()
    social_hours = columns.hours()
    health_hours = columns.hours()
    vocational_hours = columns.hours()
    educational_hours = columns.hours()
    accompanying_hours = columns.hours()
    support_kinds = columns.kinds()
    social_kinds = columns.kinds()
    health_kinds = columns.kinds()
    vocational_kinds = columns.kinds()
    educational_kinds = columns.kinds()
    accompanying_kinds = columns.kinds()
    support_areas = columns.kinds()

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
            *PERSONAL,
            "support_hours",
            "social_hours",
            "health_hours",
            "vocational_hours",
            "educational_hours",
            "accompanying_hours",
            "support_kinds",
            "social_kinds",
            "health_kinds",
            "vocational_kinds",
            "educational_kinds",
            "accompanying_kinds",
            "support_areas",
        )
        sensitive = SENSITIVE
        plain = ("id", "tenant_id", "unit_code", "project_id", "rule_set")

    class Grants:
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.participation_id}"


class SupportFact(models.Model):
    """Support of one area in one month of a participation: planned and given, its hours if it has any."""

    pk = models.CompositePrimaryKey("participation_id", "area", "month_on")
    participation = models.ForeignKey(
        ParticipationFact, on_delete=models.CASCADE, db_index=False, db_constraint=False
    )
    area = models.CharField(max_length=12)
    month_on = models.DateField()
    planned_hours = columns.hours()
    given_hours = columns.hours()
    is_planned = models.BooleanField(default=False, db_default=False)
    is_given = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = '"facts"."support"'

    class Privacy:
        personal = (
            "participation",
            "area",
            "month_on",
            "planned_hours",
            "given_hours",
            "is_planned",
            "is_given",
        )

    class Grants:
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.area} {self.month_on:%Y-%m}"
