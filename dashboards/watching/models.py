"""What is kept to watch over the programme; the figures themselves are the metropolis's releases."""

from django.db import models

from core.ids import new_id


class Warned(models.Model):
    """A warning that stands, or stood until a day: made of released figures, renewed after each release.

    `subject` is the project, the unit or the tenant it is about; `facts` are the figures of its
    sentence as they were released.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=160)
    unit_code = models.CharField(max_length=4, blank=True)
    tenant_name = models.CharField(max_length=120, blank=True)
    project_id = models.UUIDField(null=True)
    title = models.CharField(max_length=300)
    definition_code = models.CharField(max_length=40, blank=True)
    # Its place in the list, the most urgent first.
    position = models.PositiveIntegerField()
    day = models.DateField()
    facts = models.JSONField(default=dict)
    since = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "warning"
        constraints = [
            models.UniqueConstraint(
                name="warned_once",
                fields=["kind", "subject"],
                condition=models.Q(ended_on=None),
            )
        ]
        indexes = [models.Index(name="warning_in_order", fields=["ended_on", "position"])]

    class Privacy:
        plain = (
            "id",
            "kind",
            "subject",
            "unit_code",
            "tenant_name",
            "project_id",
            "title",
            "definition_code",
            "position",
            "day",
            "facts",
            "since",
            "ended_on",
        )

    class Grants:
        web = "read write delete"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
