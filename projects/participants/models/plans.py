"""What is agreed with a person: the path plan, the adviser's action plan, the social contract."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.ledger.models import Member
from core.sealed import SealedField
from projects.participants.models.participation import Participation
from projects.participants.vocabulary_path import PlanKind, SupportArea


class PathPlan(models.Model):
    """One version of a person's path (IŚR, IPR): a change is a new version, the old ones stay."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="plans")
    no = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=20, choices=PlanKind.choices)
    agreed_on = models.DateField(_("agreed on"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    goals = SealedField(_("goals"))
    # Why this version replaced the one before; empty in the first.
    reason = SealedField(_("reason of the change"))
    signed_on = models.DateField(_("signed on"), null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "path_plan"
        ordering = ("-no",)
        constraints = [
            models.UniqueConstraint(name="one_plan_of_a_number", fields=["participation", "no"]),
            models.CheckConstraint(
                name="path_plan_ends_after_it_starts",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("The path cannot end before it starts."),
            ),
        ]

    class Privacy:
        personal = ("participation", "kind", "agreed_on", "starts_on", "ends_on", "signed_on")
        sensitive = ("goals", "reason")
        plain = ("id", "no", "version", "created_at")

    def __str__(self) -> str:
        return f"{self.no}"


class PlannedArea(models.Model):
    """What a plan promises in one area of the basket: which support, how many hours, when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(PathPlan, on_delete=models.CASCADE, related_name="areas")
    area = models.CharField(_("area"), max_length=12, choices=SupportArea.choices)
    kinds = SealedField(_("kinds of support"))
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=1, null=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))

    class Meta:
        db_table = "planned_area"
        constraints = [
            models.UniqueConstraint(name="one_area_in_a_plan", fields=["plan", "area"]),
            models.CheckConstraint(
                name="planned_area_ends_after_it_starts",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

    class Privacy:
        personal = ("plan", "area", "kinds", "hours", "starts_on", "ends_on")
        plain = ("id",)

    def __str__(self) -> str:
        return f"{self.area}"


class ActionPlan(models.Model):
    """The career adviser's plan of action (IPD): goals, the next steps, when to look again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="action_plans"
    )
    made_on = models.DateField(_("day of the plan"))
    adviser = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    goals = SealedField(_("vocational goals"))
    steps = SealedField(_("steps"))
    review_on = models.DateField(_("to be looked at again on"), null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "action_plan"
        ordering = ("-made_on",)
        constraints = [
            models.UniqueConstraint(
                name="one_action_plan_on_a_day",
                fields=["participation", "made_on"],
                violation_error_message=_("There is an action plan of that day already."),
            )
        ]

    class Privacy:
        personal = ("participation", "made_on", "adviser", "goals", "steps", "review_on")
        plain = ("id", "version", "created_at")

    def __str__(self) -> str:
        return f"{self.made_on:%Y-%m-%d}"


class SocialContract(models.Model):
    """The contract with the social welfare centre (OPS); a condition of joining a KIS."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="contracts"
    )
    office_name = models.CharField(_("social welfare centre"), max_length=120)
    number = models.CharField(_("number of the contract"), max_length=40, blank=True)
    signed_on = models.DateField(_("signed on"))
    valid_to = models.DateField(_("valid to"))
    ended_on = models.DateField(_("ended earlier, on"), null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "social_contract"
        ordering = ("-signed_on",)
        constraints = [
            models.CheckConstraint(
                name="contract_is_valid_after_it_is_signed",
                condition=models.Q(valid_to__gte=models.F("signed_on")),
                violation_error_message=_("A contract cannot run out before it is signed."),
            ),
            models.CheckConstraint(
                name="contract_ends_while_it_is_valid",
                condition=models.Q(ended_on=None)
                | models.Q(ended_on__gte=models.F("signed_on"), ended_on__lte=models.F("valid_to")),
                violation_error_message=_("A contract ends while it is valid."),
            ),
        ]

    class Privacy:
        personal = (
            "participation",
            "office_name",
            "number",
            "signed_on",
            "valid_to",
            "ended_on",
        )
        plain = ("id", "version", "created_at")

    def __str__(self) -> str:
        return f"{self.signed_on:%Y-%m-%d}"

    def ends_on(self) -> date:
        """The last day on which it holds."""
        return self.ended_on or self.valid_to
