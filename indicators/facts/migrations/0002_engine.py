"""The engine of counting: more facts, hits that know what was before them, cells kept by difference."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("facts", "0001_first"),
    ]

    operations = [
        migrations.DeleteModel("Hit"),
        migrations.CreateModel(
            name="Repeat",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "of", "times", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "of",
                    models.CharField(
                        choices=[("participations", "Participations"), ("tenants", "Tenants")],
                        max_length=14,
                    ),
                ),
                ("times", models.PositiveSmallIntegerField()),
                ("people_count", models.IntegerField()),
            ],
            options={
                "db_table": '"facts"."repeat"',
            },
        ),
        migrations.AddField(
            model_name="participationfact",
            name="accompanying_hours",
            field=models.DecimalField(db_default=0, decimal_places=2, default=0, max_digits=12),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="accompanying_kinds",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="degurba",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="disadvantage",
            field=models.CharField(blank=True, db_default="", default="", max_length=7),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="educational_hours",
            field=models.DecimalField(db_default=0, decimal_places=2, default=0, max_digits=12),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="educational_kinds",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="foreign_background",
            field=models.CharField(blank=True, db_default="", default="", max_length=7),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="health_hours",
            field=models.DecimalField(db_default=0, decimal_places=2, default=0, max_digits=12),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="health_kinds",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="homeless",
            field=models.CharField(blank=True, db_default="", default="", max_length=7),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="labour_detail",
            field=models.CharField(blank=True, db_default="", default="", max_length=24),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="lasting_work_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="minority",
            field=models.CharField(blank=True, db_default="", default="", max_length=7),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="social_hours",
            field=models.DecimalField(db_default=0, decimal_places=2, default=0, max_digits=12),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="social_kinds",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="social_progress_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="support_areas",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="support_hours",
            field=models.DecimalField(db_default=0, decimal_places=2, default=0, max_digits=12),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="support_kinds",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="third_country",
            field=models.CharField(blank=True, db_default="", default="", max_length=7),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="uses_food_aid",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="vocational_hours",
            field=models.DecimalField(db_default=0, decimal_places=2, default=0, max_digits=12),
        ),
        migrations.AddField(
            model_name="participationfact",
            name="vocational_kinds",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="personnumber",
            name="participations_count",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="personnumber",
            name="tenants_count",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.CreateModel(
            name="Hit",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "participation_id",
                        "definition_no",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("definition_no", models.SmallIntegerField()),
                ("counted_on", models.DateField()),
                ("prior_in_project", models.DateField(null=True)),
                ("prior_in_tenant", models.DateField(null=True)),
                ("prior_in_unit", models.DateField(null=True)),
                ("prior_in_programme", models.DateField(null=True)),
                (
                    "participation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="facts.participationfact",
                    ),
                ),
            ],
            options={
                "db_table": '"facts"."hit"',
            },
        ),
        migrations.CreateModel(
            name="SharedCell",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("unit_code", models.CharField(blank=True, max_length=4)),
                ("project_id", models.UUIDField(null=True)),
                ("definition_code", models.CharField(max_length=40)),
                ("period", models.CharField(max_length=7)),
                ("sex", models.CharField(blank=True, db_default="", default="", max_length=1)),
                (
                    "disability",
                    models.CharField(blank=True, db_default="", default="", max_length=7),
                ),
                ("age_band", models.CharField(blank=True, db_default="", default="", max_length=5)),
                (
                    "labour_status",
                    models.CharField(blank=True, db_default="", default="", max_length=12),
                ),
                (
                    "education",
                    models.CharField(blank=True, db_default="", default="", max_length=7),
                ),
                ("participations_count", models.IntegerField()),
                ("people_count", models.IntegerField()),
            ],
            options={
                "db_table": '"facts"."cell"',
                "indexes": [
                    models.Index(
                        condition=models.Q(("participations_count", 0)),
                        fields=["id"],
                        name="shared_cell_of_nobody",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "definition_code",
                            "unit_code",
                            "project_id",
                            "period",
                            "sex",
                            "disability",
                            "age_band",
                            "labour_status",
                            "education",
                        ),
                        name="shared_cell_stands_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportFact",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "participation_id",
                        "area",
                        "month_on",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("area", models.CharField(max_length=12)),
                ("month_on", models.DateField()),
                (
                    "planned_hours",
                    models.DecimalField(db_default=0, decimal_places=2, default=0, max_digits=12),
                ),
                (
                    "given_hours",
                    models.DecimalField(db_default=0, decimal_places=2, default=0, max_digits=12),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="facts.participationfact",
                    ),
                ),
            ],
            options={
                "db_table": '"facts"."support"',
            },
        ),
    ]
