"""An indicator that the programme does not have yet, and the counts of what it would be."""

import django.db.models.deletion
from django.db import migrations, models

import core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("definitions", "0006_the_metropolis_defines_its_own"),
        ("drafts", "0002_live_counts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True)),
                ("number", models.SmallIntegerField(unique=True)),
                ("name_pl", models.CharField(max_length=300)),
                ("name_en", models.CharField(max_length=300)),
                ("short_name_pl", models.CharField(max_length=80)),
                ("short_name_en", models.CharField(max_length=80)),
                ("unit", models.CharField(max_length=20)),
                ("counts_on", models.CharField(max_length=20)),
                ("rule_set", models.CharField(blank=True, max_length=5)),
                ("source", models.TextField()),
                ("rule", models.JSONField()),
                ("effective_from", models.DateField()),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "db_table": "definition_proposal",
                "ordering": ("number",),
            },
        ),
        migrations.AlterField(
            model_name="preview",
            name="version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="previews",
                to="definitions.version",
            ),
        ),
        migrations.AddField(
            model_name="preview",
            name="proposal",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="previews",
                to="drafts.proposal",
            ),
        ),
        migrations.AddConstraint(
            model_name="preview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("proposal__isnull", False), ("version", None)),
                    models.Q(("proposal", None), ("version__isnull", False)),
                    _connector="OR",
                ),
                name="a_preview_is_of_a_version_or_a_proposal",
            ),
        ),
    ]
