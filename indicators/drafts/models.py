"""What publishing a draft would change, counted by the publishing worker: the web may not read facts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from indicators.definitions.models import Version
from indicators.drafts.rules.protecting import Pair


class Proposal(models.Model):
    """An indicator that the programme does not have yet: what it would be, with its first rule.

    It is no definition until it is published, so nothing that reads definitions meets it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40, unique=True)
    number = models.SmallIntegerField(unique=True)
    name_pl = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300)
    short_name_pl = models.CharField(max_length=80)
    short_name_en = models.CharField(max_length=80)
    unit = models.CharField(max_length=20)
    counts_on = models.CharField(max_length=20)
    rule_set = models.CharField(max_length=5, blank=True)
    source = models.TextField()
    rule = models.JSONField()
    effective_from = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        db_table = "definition_proposal"
        ordering = ("number",)

    class Privacy:
        plain = (
            "id",
            "code",
            "number",
            "name_pl",
            "name_en",
            "short_name_pl",
            "short_name_en",
            "unit",
            "counts_on",
            "rule_set",
            "source",
            "rule",
            "effective_from",
            "note",
        )

    class Grants:
        web = "read write delete"
        publishing = "read"
        metropolis = "read"

    def __str__(self) -> str:
        return self.short_name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_pl

    @property
    def short_name(self) -> str:
        return self.short_name_en if get_language() == "en" else self.short_name_pl


class Preview(models.Model):
    """The impact of exactly one state of a draft or a proposal: `fingerprint` says which.

    The result holds protected counts alone, as it is shown; see `previewing`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(
        Version, on_delete=models.CASCADE, null=True, related_name="previews"
    )
    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, null=True, related_name="previews"
    )
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    result = models.JSONField(default=dict)
    problem = models.CharField(max_length=60, blank=True)
    # What stood on the page and was not saved; null where the draft is counted as it is kept.
    rule = models.JSONField(null=True)
    effective_from = models.DateField(null=True)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "definition_preview"
        ordering = ("-asked_at", "-id")
        indexes = [
            models.Index(name="previews_that_wait", fields=["asked_at"], condition=Q(made_at=None))
        ]
        constraints = [
            models.CheckConstraint(
                name="what_waits_is_not_made_yet",
                condition=Q(state="waiting", made_at=None)
                | (~Q(state="waiting") & Q(made_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_preview_is_of_a_version_or_a_proposal",
                condition=Q(version=None, proposal__isnull=False)
                | Q(version__isnull=False, proposal=None),
            ),
            models.CheckConstraint(
                name="what_stood_on_the_page_has_its_day",
                condition=Q(rule__isnull=True, effective_from=None)
                | Q(rule__isnull=False, effective_from__isnull=False),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "version",
            "proposal",
            "fingerprint",
            "state",
            "result",
            "problem",
            "rule",
            "effective_from",
            "asked_at",
            "made_at",
        )

    class Grants:
        web = "read append delete"
        publishing = "read write"

    def __str__(self) -> str:
        return f"{self.version_id or self.proposal_id} {self.state}"

    @property
    def is_live(self) -> bool:
        """Whether it counts what somebody is writing, in all and without the places."""
        return self.rule is not None


class PreviewCount(models.Model):
    """What a preview that was told of counted, exactly; the publishing worker alone may know.

    Two previews whose rules differ by one person would tell of that person, so each is compared
    with those told before it. The counts "before" are those of the versions in force then. `lines`
    are differences by "tenant period".
    """

    id = models.BigAutoField(primary_key=True)
    definition_no = models.SmallIntegerField()
    fingerprint = models.CharField(max_length=64)
    participations_count = models.IntegerField()
    people_count = models.IntegerField()
    participations_before_count = models.IntegerField(default=0)
    people_before_count = models.IntegerField(default=0)
    lines = models.JSONField(default=dict)

    class Meta:
        db_table = '"facts"."preview_count"'
        constraints = [
            models.UniqueConstraint(
                name="a_preview_is_kept_once", fields=["definition_no", "fingerprint"]
            )
        ]

    class Privacy:
        plain = (
            "id",
            "definition_no",
            "fingerprint",
            "participations_count",
            "people_count",
            "participations_before_count",
            "people_before_count",
            "lines",
        )

    class Grants:
        publishing = "read write"

    def __str__(self) -> str:
        return f"{self.definition_no} {self.people_count}"

    @property
    def now(self) -> Pair:
        return Pair(self.participations_before_count, self.people_before_count)

    @property
    def then(self) -> Pair:
        return Pair(self.participations_count, self.people_count)
