"""What counting may know of support: whose it was, of which area, when and how long."""

from django.db import models

from projects.participants.models.counting import PERSONAL, PLAIN, SENSITIVE, Counted


class CountingSupport(models.Model):
    """Support without a name, a place or a price: the view that the publishing role may read.

    A row is not a thing of its own: Django wants a key, and nobody asks by it.
    """

    service_id = models.UUIDField(primary_key=True)
    participation_id = models.UUIDField()
    area = models.CharField(max_length=12)
    month_on = models.DateField()
    planned_hours = models.DecimalField(max_digits=12, decimal_places=2)
    given_hours = models.DecimalField(max_digits=12, decimal_places=2)
    is_given = models.BooleanField()

    class Meta:
        managed = False
        db_table = "counting_support"

    class Privacy:
        personal = ("participation_id", "month_on", "planned_hours", "given_hours", "is_given")
        plain = ("service_id", "area")

    class Grants:
        own = "read"
        publishing = "read"

    def __str__(self) -> str:
        return f"{self.area} {self.month_on:%Y-%m}"


class CountingFact(Counted):
    """All that a rule may ask of a participation, support included: what becomes a fact.

    Whoever judges somebody by a rule reads this, inside the tenant and when publishing; so there
    is one answer to what is known of a person.
    """

    support_hours = models.DecimalField(max_digits=12, decimal_places=2)
    social_hours = models.DecimalField(max_digits=12, decimal_places=2)
    health_hours = models.DecimalField(max_digits=12, decimal_places=2)
    vocational_hours = models.DecimalField(max_digits=12, decimal_places=2)
    educational_hours = models.DecimalField(max_digits=12, decimal_places=2)
    accompanying_hours = models.DecimalField(max_digits=12, decimal_places=2)
    support_kinds = models.PositiveSmallIntegerField()
    social_kinds = models.PositiveSmallIntegerField()
    health_kinds = models.PositiveSmallIntegerField()
    vocational_kinds = models.PositiveSmallIntegerField()
    educational_kinds = models.PositiveSmallIntegerField()
    accompanying_kinds = models.PositiveSmallIntegerField()
    support_areas = models.PositiveSmallIntegerField()

    class Meta:
        managed = False
        db_table = "counting_fact"

    class Privacy:
        personal = (
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
        plain = PLAIN

    class Grants:
        own = "read"
        publishing = "read"
