"""Who carries a project together: the partners, the tasks, and who spends how much on which."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from core.rows import Row
from projects.agreements.models.project import Project, money


class DataRole(models.TextChoices):
    """What a body is to the participants' personal data; in 2014-2020 most were processors."""

    CONTROLLER = "CONTROLLER", _("controller of the data")
    JOINT_CONTROLLER = "JOINT_CONTROLLER", _("joint controller of the data")
    PROCESSOR = "PROCESSOR", _("processor of the data")


class ProjectPartner(Row):
    """Who carries the project together, and with which task; the leader is one of them."""

    class Kind(models.TextChoices):
        GMINA = "gmina", _("gmina")
        POWIAT = "powiat", _("powiat")
        NGO = "ngo", _("non-governmental organisation")
        SOCIAL_COOPERATIVE = "social_cooperative", _("social cooperative")
        PUBLIC_BODY = "public_body", _("public body")
        OTHER = "other", _("other")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    is_leader = models.BooleanField(_("leader"), default=False)
    task = models.TextField(_("what it does in the project"), blank=True)
    nip = models.CharField(_("NIP"), max_length=10, blank=True, db_default="")
    krs = models.CharField(_("KRS"), max_length=10, blank=True, default="", db_default="")
    regon = models.CharField(_("REGON"), max_length=14, blank=True, db_default="")
    data_role = models.CharField(
        _("role towards personal data"),
        max_length=20,
        choices=DataRole.choices,
        blank=True,
        db_default="",
    )
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        db_table = "project_partner"
        ordering = ("-is_leader", "name")

    class Privacy:
        plain = (
            "id",
            "project",
            "name",
            "kind",
            "is_leader",
            "task",
            "nip",
            "krs",
            "regon",
            "data_role",
            "version",
        )

    def __str__(self) -> str:
        return self.name


class Task(Row):
    """A work package of the project with its budget."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=300)
    budget_amount = money(_("budget"))

    class Meta:
        db_table = "project_task"
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                name="one_task_per_number",
                fields=["project", "number"],
                violation_error_message=_("Two tasks have the same number."),
            ),
            models.CheckConstraint(
                name="task_budget_is_not_negative",
                condition=Q(budget_amount=None) | Q(budget_amount__gte=0),
            ),
        ]

    class Privacy:
        plain = ("id", "project", "number", "name", "budget_amount")

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


class PartnerTask(Row):
    """The part of one task that one partner, or the leader, carries out and spends."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partner = models.ForeignKey(ProjectPartner, on_delete=models.CASCADE, related_name="parts")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="parts")
    budget_amount = money(_("budget"))
    description = models.TextField(_("what it does"), blank=True)

    class Meta:
        db_table = "partner_task"
        ordering = ("task__number",)
        constraints = [
            models.UniqueConstraint(name="one_part_per_partner", fields=["partner", "task"]),
            models.CheckConstraint(
                name="part_budget_is_not_negative",
                condition=Q(budget_amount=None) | Q(budget_amount__gte=0),
            ),
        ]

    class Privacy:
        plain = ("id", "partner", "task", "budget_amount", "description")

    def __str__(self) -> str:
        return f"{self.partner}: {self.task}"
