"""A service: one line of what a project offers, by whom, counted in which unit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.changes import changed_at
from core.ids import new_id
from core.rows import Row
from projects.agreements.models import Project, ProjectPartner
from projects.support.models import columns
from projects.support.vocabulary import IN_GROUPS, Area, Kind, Unit


class Service(Row):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="services")
    name = models.CharField(_("name"), max_length=160)
    area = models.CharField(_("area"), max_length=12, choices=Area.choices)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    unit = models.CharField(_("unit"), max_length=8, choices=Unit.choices)
    # Without a partner the leader gives it.
    provider = models.ForeignKey(
        ProjectPartner,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("given by"),
    )
    # A code of reference_files/national_values.json; empty is not reported to SM EFS.
    national_code = models.CharField(_("value in SM EFS"), max_length=40, blank=True)
    counts_as_first_support = models.BooleanField(_("counts as the first support"), default=True)
    planned_quantity = columns.quantity(_("planned quantity"), null=True, blank=True)
    ends_with_certificate = models.BooleanField(_("ends with a certificate"), default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = changed_at()

    class Meta:
        db_table = "service"
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(
                name="service_name_is_unique_in_project",
                fields=["project", "name"],
                violation_error_message=_("The project has a service of this name."),
            ),
            models.CheckConstraint(
                name="service_quantity_is_positive",
                condition=Q(planned_quantity=None) | Q(planned_quantity__gt=0),
                violation_error_message=_("A planned quantity is more than zero."),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "project",
            "name",
            "area",
            "kind",
            "unit",
            "provider",
            "national_code",
            "counts_as_first_support",
            "planned_quantity",
            "ends_with_certificate",
            "version",
            "changed_at",
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_for_groups(self) -> bool:
        return self.kind in IN_GROUPS
