"""What the public web form keeps: drafts, and counts that hold back those who post too much."""

from django.db import models

from core.ids import new_id
from core.sealed import SealedField
from projects.recruitment.models.candidate import Candidate
from projects.recruitment.models.round import Notice, Recruitment


class Draft(models.Model):
    """An application under way. Only a keyed hash of its code is kept: without it nobody opens it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recruitment = models.ForeignKey(Recruitment, on_delete=models.CASCADE, related_name="drafts")
    code_index = models.BinaryField(unique=True, editable=False)
    # What was typed so far, as a form sends it.
    typed = SealedField()
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    notice_given_at = models.DateTimeField()
    begun_at = models.DateTimeField()
    expires_on = models.DateField(db_index=True)
    # Set once it was sent; what was typed stays a day longer, for the printed confirmation.
    candidate = models.OneToOneField(
        Candidate, on_delete=models.CASCADE, null=True, related_name="draft"
    )

    class Meta:
        db_table = "application_draft"

    class Privacy:
        sensitive = ("typed",)
        plain = (
            "id",
            "recruitment",
            "code_index",
            "notice",
            "notice_given_at",
            "begun_at",
            "expires_on",
            "candidate",
        )

    def __str__(self) -> str:
        return f"{self.pk}"


class UsedToken(models.Model):
    """A form's token that was used: it works once."""

    nonce = models.CharField(primary_key=True, max_length=32)
    used_on = models.DateField(db_index=True)

    class Meta:
        db_table = "used_form_token"

    class Privacy:
        plain = ("nonce", "used_on")

    def __str__(self) -> str:
        return self.nonce


class VisitCount(models.Model):
    """How often something was done in one hour from one address, known only by its keyed hash."""

    id = models.BigAutoField(primary_key=True)
    subject = models.BinaryField(editable=False)
    hour = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "visit_count"
        constraints = [
            models.UniqueConstraint(name="one_count_an_hour", fields=["subject", "hour"])
        ]

    class Privacy:
        personal = ("subject",)
        plain = ("id", "hour", "count")

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H}"
