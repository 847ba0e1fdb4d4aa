"""A project is one grant agreement: what was promised to whom, for how much, by when."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.changes import changed_at
from core.ids import new_id
from core.rows import Row


class Fund(models.TextChoices):
    RPO_WP = "RPO_WP", _("RPO WP 2014-2020")
    FEP = "FEP", _("FEP 2021-2027")


class RuleSetCode(models.TextChoices):
    P2014 = "P2014", _("2014-2020")
    P2021 = "P2021", _("2021-2027")


def money(label: Any) -> models.DecimalField:
    return models.DecimalField(label, max_digits=14, decimal_places=2, null=True, blank=True)


class Project(Row):
    """Titles repeat between editions and towns; the agreement number, where known, does not."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField(_("title"), max_length=300)
    edition_no = models.PositiveSmallIntegerField(_("edition"), null=True, blank=True)
    agreement_number = models.CharField(_("agreement number"), max_length=60, blank=True)
    fund = models.CharField(_("programme"), max_length=10, choices=Fund.choices)
    measure = models.CharField(_("measure"), max_length=40, blank=True)
    rule_set = models.CharField(_("rules of the period"), max_length=5, choices=RuleSetCode.choices)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    leader_name = models.CharField(_("leader"), max_length=160)
    implementing_unit = models.CharField(_("implementing unit"), max_length=160, blank=True)
    total_amount = money(_("total value"))
    eu_amount = money(_("European funds"))
    state_amount = money(_("state budget"))
    # The sum of the three below wherever one of them is known.
    own_amount = money(_("own contribution"))
    own_cash_amount = money(_("own contribution in cash"))
    own_in_kind_amount = money(_("own contribution in kind"))
    own_benefits_amount = money(_("own contribution as purpose benefits"))
    claim_every_months = models.PositiveSmallIntegerField(
        _("payment claim every so many months"), null=True, blank=True
    )
    claim_due_days = models.PositiveSmallIntegerField(
        _("payment claim due after so many days"), null=True, blank=True
    )
    claim_days_are_working = models.BooleanField(
        _("these are working days"), default=True, db_default=True
    )
    final_claim_due_days = models.PositiveSmallIntegerField(
        _("final claim due after so many calendar days"), null=True, blank=True
    )
    entry_due_days = models.PositiveSmallIntegerField(
        _("a person's data due in SM EFS after so many days"), null=True, blank=True
    )
    # Null is "nobody told us": the records are kept.
    retain_until = models.DateField(_("records kept until"), null=True, blank=True)
    # Who said so, and where: nobody's records are removed on a day without a source.
    retention_source = models.CharField(
        _("who says how long"), max_length=300, blank=True, default="", db_default=""
    )
    published_note = models.TextField(blank=True)
    source = models.TextField(blank=True)
    # Demonstration only: which of the fields above were never published and are made up.
    invented = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    version = models.PositiveIntegerField(default=1)
    tasks_version = models.PositiveIntegerField(default=1, db_default=1)
    changed_at = changed_at()

    class Meta:
        db_table = "project"
        ordering = ("-starts_on", "title", "id")
        constraints = [
            models.CheckConstraint(
                name="project_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A project cannot end before it starts."),
            ),
            models.UniqueConstraint(
                name="agreement_number_is_unique_where_known",
                fields=["agreement_number"],
                condition=~Q(agreement_number=""),
                violation_error_message=_("Another project has this agreement number."),
            ),
            models.CheckConstraint(
                name="project_money_is_not_negative",
                condition=~(
                    Q(total_amount__lt=0)
                    | Q(eu_amount__lt=0)
                    | Q(state_amount__lt=0)
                    | Q(own_amount__lt=0)
                    | Q(own_cash_amount__lt=0)
                    | Q(own_in_kind_amount__lt=0)
                    | Q(own_benefits_amount__lt=0)
                ),
                violation_error_message=_("An amount of money cannot be negative."),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "title",
            "edition_no",
            "agreement_number",
            "fund",
            "measure",
            "rule_set",
            "starts_on",
            "ends_on",
            "leader_name",
            "implementing_unit",
            "total_amount",
            "eu_amount",
            "state_amount",
            "own_amount",
            "own_cash_amount",
            "own_in_kind_amount",
            "own_benefits_amount",
            "claim_every_months",
            "claim_due_days",
            "claim_days_are_working",
            "final_claim_due_days",
            "entry_due_days",
            "retain_until",
            "retention_source",
            "published_note",
            "source",
            "invented",
            "version",
            "tasks_version",
            "changed_at",
        )

    class Grants:
        publishing = "read"

    def __str__(self) -> str:
        return self.title

    @property
    def eu_share(self) -> Decimal | None:
        """The European part of the total in percent, or None while one of them is unknown."""
        if not self.eu_amount or not self.total_amount:
            return None
        return 100 * self.eu_amount / self.total_amount

    def is_running(self, *, on: date) -> bool:
        return self.starts_on <= on <= self.ends_on


def column(name: str) -> Any:
    """One field of the project: its label, its choices, and how its written values are read."""
    return Project._meta.get_field(name)
