"""Whom a project is for, as its agreement says: rules kept as data, one row per project."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.ids import new_id
from projects.agreements.models.area import RevitalisationArea
from projects.agreements.models.project import Project


class TargetGroup(models.Model):
    """A reading that the agreement's words leave open keeps the words and who confirmed it."""

    class FoodAid(models.TextChoices):
        """Two readings of "100% of people who use food aid"; nobody but the agreement decides."""

        NONE = "", _("the agreement does not speak of it")
        SHARE = "SHARE", _("so many of the participants use food aid")
        PRIORITY = "PRIORITY", _("whoever uses food aid and applies is admitted first")

    class RevitalisationSide(models.TextChoices):
        NONE = "", _("it does not matter")
        INSIDE = "INSIDE", _("only residents of the revitalised area")
        OUTSIDE = "OUTSIDE", _("only residents from outside the revitalised area")

    class ReintegrationUnit(models.TextChoices):
        NONE = "", _("neither")
        KIS = "KIS", _("a social integration club (KIS)")
        CIS = "CIS", _("a social integration centre (CIS)")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="target_group")
    reintegration_unit = models.CharField(
        _("support in a reintegration unit"),
        max_length=3,
        choices=ReintegrationUnit.choices,
        blank=True,
    )
    premises_required_count = models.PositiveSmallIntegerField(
        _("premises of exclusion, at least"), default=1, validators=[MinValueValidator(1)]
    )
    disability_count = models.PositiveIntegerField(
        _("people with disabilities, at least"), null=True, blank=True
    )
    disability_percent = models.DecimalField(
        _("people with disabilities, at least % of participants"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
    )
    food_aid = models.CharField(
        _("users of food aid"), max_length=10, choices=FoodAid.choices, blank=True
    )
    food_aid_percent = models.DecimalField(
        _("users of food aid, at least % of participants"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
    )
    food_aid_wording = models.TextField(_("the agreement's own words on food aid"), blank=True)
    food_aid_checked_by = models.CharField(
        _("who confirmed this reading"), max_length=160, blank=True
    )
    gminas = ArrayField(
        models.CharField(max_length=7), verbose_name=_("gminas"), default=list, blank=True
    )
    revitalisation_side = models.CharField(
        _("revitalised area"), max_length=7, choices=RevitalisationSide.choices, blank=True
    )
    revitalisation_area = models.ForeignKey(
        RevitalisationArea,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("which area"),
    )
    complementary_project = models.ForeignKey(
        Project,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complemented_by",
        verbose_name=_("complementary project"),
    )
    minors_allowed = models.BooleanField(_("people under 18 may take part"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "target_group"
        constraints = [
            models.CheckConstraint(
                name="at_least_one_premise", condition=Q(premises_required_count__gte=1)
            ),
            models.CheckConstraint(
                name="disability_quota_is_a_count_or_a_share",
                condition=Q(disability_count=None) | Q(disability_percent=None),
            ),
            models.CheckConstraint(
                name="a_side_is_of_an_area",
                condition=Q(revitalisation_side="") | Q(revitalisation_area__isnull=False),
            ),
        ]

    class Privacy:
        plain = (
            "id",
            "project",
            "reintegration_unit",
            "premises_required_count",
            "disability_count",
            "disability_percent",
            "food_aid",
            "food_aid_percent",
            "food_aid_wording",
            "food_aid_checked_by",
            "gminas",
            "revitalisation_side",
            "revitalisation_area",
            "complementary_project",
            "minors_allowed",
            "version",
        )

    def __str__(self) -> str:
        return str(self.project_id)


class EfficiencyLevel(models.Model):
    """How many of a hundred must make progress or take up work, for one group of participants."""

    class Group(models.TextChoices):
        GENERAL = "GENERAL", _("all participants")
        HARDEST = "HARDEST", _("people with severe, intellectual or multiple disabilities")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    target_group = models.ForeignKey(TargetGroup, on_delete=models.CASCADE, related_name="levels")
    group = models.CharField(max_length=10, choices=Group.choices)
    social_percent = models.DecimalField(
        _("social efficiency, %"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    employment_percent = models.DecimalField(
        _("employment efficiency, %"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    class Meta:
        db_table = "efficiency_level"
        ordering = ("group",)
        constraints = [
            models.UniqueConstraint(name="one_level_per_group", fields=["target_group", "group"])
        ]

    class Privacy:
        plain = ("id", "target_group", "group", "social_percent", "employment_percent")

    def __str__(self) -> str:
        return self.get_group_display()
