"""What counting may know of recruitment: how many candidates stand where, and nobody's name."""

from django.db import models


class CountingRecruitment(models.Model):
    """Candidates of one project by what was decided: the view that the publishing role may read.

    Nobody is kept long enough to be counted by sex: it goes with the rest of whoever was rejected.
    """

    pk = models.CompositePrimaryKey("project_id", "standing")
    project_id = models.UUIDField()
    standing = models.CharField(max_length=9)
    candidates_count = models.IntegerField()
    participants_count = models.IntegerField()

    class Meta:
        managed = False
        db_table = "counting_recruitment"

    class Privacy:
        plain = ("project_id", "standing", "candidates_count", "participants_count")

    class Grants:
        own = "read"
        publishing = "read"

    def __str__(self) -> str:
        return f"{self.standing}: {self.candidates_count}"
