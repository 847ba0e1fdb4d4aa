"""Partners with tasks, amendments, target groups, revitalised areas, the calendar, and drafts."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0001_first"),
        ("ledger", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("reason", models.TextField(verbose_name="reason")),
                ("changes", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "amendment",
                "ordering": ("signed_on", "number"),
            },
        ),
        migrations.CreateModel(
            name="EfficiencyLevel",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("GENERAL", "all participants"),
                            (
                                "HARDEST",
                                "people with severe, intellectual or multiple disabilities",
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "social_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="social efficiency, %",
                    ),
                ),
                (
                    "employment_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="employment efficiency, %",
                    ),
                ),
            ],
            options={
                "db_table": "efficiency_level",
                "ordering": ("group",),
            },
        ),
        migrations.CreateModel(
            name="PartnerTask",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "budget_amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="budget",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="what it does")),
            ],
            options={
                "db_table": "partner_task",
                "ordering": ("task__number",),
            },
        ),
        migrations.CreateModel(
            name="ProjectDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("answers", models.JSONField(default=dict)),
                ("step", models.CharField(blank=True, max_length=20)),
                ("begun_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "db_table": "project_draft",
                "ordering": ("-changed_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="RevitalisationArea",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("gmina", models.CharField(max_length=7, verbose_name="gmina")),
                (
                    "place",
                    models.CharField(blank=True, max_length=80, verbose_name="town or village"),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name of the area")),
                ("source", models.TextField(verbose_name="resolution")),
                ("valid_from", models.DateField(verbose_name="in force from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="in force to")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "db_table": "revitalisation_area",
                "ordering": ("name", "-valid_from", "id"),
            },
        ),
        migrations.CreateModel(
            name="StreetRange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("street", models.CharField(max_length=120, verbose_name="street")),
                ("first", models.CharField(blank=True, max_length=8, verbose_name="from number")),
                ("last", models.CharField(blank=True, max_length=8, verbose_name="to number")),
                (
                    "parity",
                    models.CharField(
                        choices=[
                            ("ALL", "all numbers"),
                            ("ODD", "odd numbers"),
                            ("EVEN", "even numbers"),
                        ],
                        default="ALL",
                        max_length=4,
                    ),
                ),
            ],
            options={
                "db_table": "street_range",
                "ordering": ("position",),
            },
        ),
        migrations.CreateModel(
            name="TargetGroup",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "reintegration_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "neither"),
                            ("KIS", "a social integration club (KIS)"),
                            ("CIS", "a social integration centre (CIS)"),
                        ],
                        max_length=3,
                        verbose_name="support in a reintegration unit",
                    ),
                ),
                (
                    "premises_required_count",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="premises of exclusion, at least",
                    ),
                ),
                (
                    "disability_count",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="people with disabilities, at least"
                    ),
                ),
                (
                    "disability_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="people with disabilities, at least % of participants",
                    ),
                ),
                (
                    "food_aid",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "the agreement does not speak of it"),
                            ("SHARE", "so many of the participants use food aid"),
                            ("PRIORITY", "whoever uses food aid and applies is admitted first"),
                        ],
                        max_length=10,
                        verbose_name="users of food aid",
                    ),
                ),
                (
                    "food_aid_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="users of food aid, at least % of participants",
                    ),
                ),
                (
                    "food_aid_wording",
                    models.TextField(
                        blank=True, verbose_name="the agreement's own words on food aid"
                    ),
                ),
                (
                    "food_aid_checked_by",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="who confirmed this reading"
                    ),
                ),
                (
                    "gminas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=7),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="gminas",
                    ),
                ),
                (
                    "revitalisation_side",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "it does not matter"),
                            ("INSIDE", "only residents of the revitalised area"),
                            ("OUTSIDE", "only residents from outside the revitalised area"),
                        ],
                        max_length=7,
                        verbose_name="revitalised area",
                    ),
                ),
                (
                    "minors_allowed",
                    models.BooleanField(
                        default=False, verbose_name="people under 18 may take part"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "db_table": "target_group",
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                (
                    "budget_amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="budget",
                    ),
                ),
            ],
            options={
                "db_table": "project_task",
                "ordering": ("number",),
            },
        ),
        migrations.RemoveConstraint(
            model_name="project",
            name="project_money_is_not_negative",
        ),
        migrations.AddField(
            model_name="project",
            name="claim_days_are_working",
            field=models.BooleanField(
                db_default=True, default=True, verbose_name="these are working days"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="claim_due_days",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="payment claim due after so many days"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="claim_every_months",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="payment claim every so many months"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="entry_due_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                verbose_name="a person's data due in SM EFS after so many days",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="final_claim_due_days",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="final claim due after so many calendar days"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="own_benefits_amount",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=14,
                null=True,
                verbose_name="own contribution as purpose benefits",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="own_cash_amount",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=14,
                null=True,
                verbose_name="own contribution in cash",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="own_in_kind_amount",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=14,
                null=True,
                verbose_name="own contribution in kind",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="retain_until",
            field=models.DateField(blank=True, null=True, verbose_name="records kept until"),
        ),
        migrations.AddField(
            model_name="project",
            name="tasks_version",
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="projectpartner",
            name="data_role",
            field=models.CharField(
                blank=True,
                choices=[
                    ("CONTROLLER", "controller of the data"),
                    ("JOINT_CONTROLLER", "joint controller of the data"),
                    ("PROCESSOR", "processor of the data"),
                ],
                db_default="",
                max_length=20,
                verbose_name="role towards personal data",
            ),
        ),
        migrations.AddField(
            model_name="projectpartner",
            name="nip",
            field=models.CharField(blank=True, db_default="", max_length=10, verbose_name="NIP"),
        ),
        migrations.AddField(
            model_name="projectpartner",
            name="regon",
            field=models.CharField(blank=True, db_default="", max_length=14, verbose_name="REGON"),
        ),
        migrations.AddField(
            model_name="projectpartner",
            name="version",
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AlterField(
            model_name="projectpartner",
            name="task",
            field=models.TextField(blank=True, verbose_name="what it does in the project"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("total_amount__lt", 0),
                    ("eu_amount__lt", 0),
                    ("state_amount__lt", 0),
                    ("own_amount__lt", 0),
                    ("own_cash_amount__lt", 0),
                    ("own_in_kind_amount__lt", 0),
                    ("own_benefits_amount__lt", 0),
                    _connector="OR",
                    _negated=True,
                ),
                name="project_money_is_not_negative",
                violation_error_message="An amount of money cannot be negative.",
            ),
        ),
        migrations.AddField(
            model_name="amendment",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="amendments",
                to="agreements.project",
            ),
        ),
        migrations.AddField(
            model_name="partnertask",
            name="partner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parts",
                to="agreements.projectpartner",
            ),
        ),
        migrations.AddField(
            model_name="projectdraft",
            name="earlier_edition",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="agreements.project",
            ),
        ),
        migrations.AddField(
            model_name="projectdraft",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ledger.member"
            ),
        ),
        migrations.AddConstraint(
            model_name="revitalisationarea",
            constraint=models.UniqueConstraint(
                fields=("gmina", "name", "valid_from"), name="one_area_per_name_and_first_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="revitalisationarea",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="area_is_valid_forwards",
            ),
        ),
        migrations.AddField(
            model_name="streetrange",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="ranges",
                to="agreements.revitalisationarea",
            ),
        ),
        migrations.AddField(
            model_name="targetgroup",
            name="complementary_project",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="complemented_by",
                to="agreements.project",
                verbose_name="complementary project",
            ),
        ),
        migrations.AddField(
            model_name="targetgroup",
            name="project",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="target_group",
                to="agreements.project",
            ),
        ),
        migrations.AddField(
            model_name="targetgroup",
            name="revitalisation_area",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agreements.revitalisationarea",
                verbose_name="which area",
            ),
        ),
        migrations.AddField(
            model_name="efficiencylevel",
            name="target_group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="levels",
                to="agreements.targetgroup",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="tasks",
                to="agreements.project",
            ),
        ),
        migrations.AddField(
            model_name="partnertask",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parts",
                to="agreements.task",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.UniqueConstraint(
                fields=("project", "number"), name="one_amendment_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="streetrange",
            constraint=models.UniqueConstraint(
                fields=("area", "position"), name="one_range_per_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="targetgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("premises_required_count__gte", 1)), name="at_least_one_premise"
            ),
        ),
        migrations.AddConstraint(
            model_name="targetgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("disability_count", None), ("disability_percent", None), _connector="OR"
                ),
                name="disability_quota_is_a_count_or_a_share",
            ),
        ),
        migrations.AddConstraint(
            model_name="targetgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revitalisation_side", ""),
                    ("revitalisation_area__isnull", False),
                    _connector="OR",
                ),
                name="a_side_is_of_an_area",
            ),
        ),
        migrations.AddConstraint(
            model_name="efficiencylevel",
            constraint=models.UniqueConstraint(
                fields=("target_group", "group"), name="one_level_per_group"
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                fields=("project", "number"),
                name="one_task_per_number",
                violation_error_message="Two tasks have the same number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("budget_amount", None), ("budget_amount__gte", 0), _connector="OR"
                ),
                name="task_budget_is_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="partnertask",
            constraint=models.UniqueConstraint(
                fields=("partner", "task"), name="one_part_per_partner"
            ),
        ),
        migrations.AddConstraint(
            model_name="partnertask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("budget_amount", None), ("budget_amount__gte", 0), _connector="OR"
                ),
                name="part_budget_is_not_negative",
            ),
        ),
    ]
