"""What is kept to watch over the programme; the figures themselves are the metropolis's releases."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from core.ids import new_id
from tenants.models import Tenant

LONGEST_NAME = 80


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


class UnitRequest(models.Model):
    """What the programme asks of a unit: open until it is done, or until it is withdrawn.

    `told` is the state that the unit's own tables have been told: nothing, open or over.
    """

    class Told(models.TextChoices):
        NOTHING = ""
        OPEN = "open"
        OVER = "over"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=160)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="+")
    tenant_name = models.CharField(max_length=120)
    unit_code = models.CharField(max_length=4, blank=True)
    project_id = models.UUIDField(null=True)
    title = models.CharField(max_length=300)
    day = models.DateField()
    # Whoever asked, as they were called then.
    asked_by = models.CharField(max_length=120)
    asked_on = models.DateField()
    wanted_by = models.DateField()
    answered_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    told = models.CharField(max_length=4, choices=Told.choices, blank=True, default=Told.NOTHING)

    class Meta:
        db_table = "unit_request"
        constraints = [
            models.UniqueConstraint(
                name="asked_once",
                fields=["kind", "subject"],
                condition=models.Q(answered_on=None, withdrawn_on=None),
            )
        ]

    class Privacy:
        plain = (
            "id",
            "kind",
            "subject",
            "tenant",
            "tenant_name",
            "unit_code",
            "project_id",
            "title",
            "day",
            "asked_by",
            "asked_on",
            "wanted_by",
            "answered_on",
            "withdrawn_on",
            "told",
        )

    class Grants:
        web = "read write"
        metropolis = "read"

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def is_open(self) -> bool:
        return self.answered_on is None and self.withdrawn_on is None


class CalendarFeed(models.Model):
    """A person's secret address of the programme's calendar: only its hash is kept."""

    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    token_hash = models.BinaryField(unique=True)
    language = models.CharField(max_length=2)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "calendar_feed"

    class Privacy:
        personal = ("account",)
        sensitive = ("token_hash",)
        plain = ("language", "made_at")

    class Grants:
        web = "read write delete"

    def __str__(self) -> str:
        return f"{self.account_id}"


class SavedView(models.Model):
    """The filters of one page of the metropolis under a name, of one person or of all of them.

    It is an address of ours and nothing else: what stands behind it is asked for when it is opened.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    address = models.CharField(max_length=500)
    is_shared = models.BooleanField(_("shared with everybody of the metropolis"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "metropolis_view"
        constraints = [
            models.UniqueConstraint(
                "account",
                Lower("name"),
                name="one_page_view_of_a_name",
                condition=models.Q(deleted_at=None),
            )
        ]

    class Privacy:
        personal = ("account",)
        plain = ("id", "name", "address", "is_shared", "created_at", "deleted_at")

    class Grants:
        web = "read write"

    def __str__(self) -> str:
        return self.name


class FirstView(models.Model):
    """With which view a person begins after signing in."""

    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "first_view"

    class Privacy:
        personal = ("account",)
        plain = ("view",)

    class Grants:
        web = "read write delete"

    def __str__(self) -> str:
        return f"{self.account_id}"


class MonthlyLetter(models.Model):
    """Who asked for the month's letter, and the first day of the last month for which it was written."""

    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    wanted_at = models.DateTimeField(auto_now_add=True)
    written_for = models.DateField(null=True)

    class Meta:
        db_table = "monthly_letter"

    class Privacy:
        personal = ("account",)
        plain = ("wanted_at", "written_for")

    class Grants:
        web = "read write delete"

    def __str__(self) -> str:
        return f"{self.account_id}"
