"""What counting may know of support: whose it was, of which area, when and how long."""

from django.db import models


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
        own = ""
        publishing = "read"

    def __str__(self) -> str:
        return f"{self.area} {self.month_on:%Y-%m}"
