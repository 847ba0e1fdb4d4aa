"""What tenants declared by hand: beside hits and cells, and never among them."""

from django.db import models


class DeclaredFact(models.Model):
    """A declared value that holds; without `starts_on` it is all there was until the last day."""

    id = models.UUIDField(primary_key=True)
    tenant_id = models.IntegerField()
    unit_code = models.CharField(max_length=4)
    project_id = models.UUIDField()
    definition_code = models.CharField(max_length=40)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField()
    total_count = models.IntegerField()
    women_count = models.IntegerField(null=True)
    men_count = models.IntegerField(null=True)
    source = models.CharField(max_length=300)

    class Meta:
        db_table = '"facts"."declared"'

    class Privacy:
        plain = (
            "id",
            "tenant_id",
            "unit_code",
            "project_id",
            "definition_code",
            "starts_on",
            "ends_on",
            "total_count",
            "women_count",
            "men_count",
            "source",
        )

    class Grants:
        publishing = "read write delete"

    def __str__(self) -> str:
        return f"{self.definition_code} {self.ends_on:%Y-%m-%d}: {self.total_count}"
