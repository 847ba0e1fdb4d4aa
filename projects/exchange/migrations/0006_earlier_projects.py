"""A whole earlier project: one workbook, of which each sheet is an import, one after another."""

import django.db.models.deletion
from django.db import migrations, models

import core.ids
import core.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0007_partners_krs"),
        ("exchange", "0005_closed_days"),
        ("ledger", "0006_change_notes"),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlierProject",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("waiting", "waits for the part before it"),
                            ("reading", "being read"),
                            ("refused", "not readable"),
                            ("naming", "columns to be named"),
                            ("checking", "being checked"),
                            ("ready", "ready to look at"),
                            ("applying", "being entered"),
                            ("applied", "entered"),
                            ("undoing", "being taken back"),
                            ("undone", "taken back"),
                            ("dropped", "dropped"),
                        ],
                        default="reading",
                        max_length=8,
                    ),
                ),
                (
                    "file_name",
                    core.sealed.SealedField(
                        editable=True, null=True, verbose_name="name of the file"
                    ),
                ),
                ("digest", models.BinaryField()),
                ("sheets", core.sealed.SealedField(editable=True, null=True)),
                ("refusal", core.sealed.SealedField(editable=True, null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.member",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier",
                        to="agreements.project",
                    ),
                ),
            ],
            options={
                "db_table": "earlier_project",
                "ordering": ("-made_at", "-id"),
            },
        ),
        migrations.AddField(
            model_name="import",
            name="place",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="import",
            name="step",
            field=models.CharField(
                choices=[
                    ("waiting", "waits for the part before it"),
                    ("reading", "being read"),
                    ("refused", "not readable"),
                    ("naming", "columns to be named"),
                    ("checking", "being checked"),
                    ("ready", "ready to look at"),
                    ("applying", "being entered"),
                    ("applied", "entered"),
                    ("undoing", "being taken back"),
                    ("undone", "taken back"),
                    ("dropped", "dropped"),
                ],
                default="reading",
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="EarlierFile",
            fields=[
                (
                    "of",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="file",
                        serialize=False,
                        to="exchange.earlierproject",
                    ),
                ),
                ("content", models.BinaryField()),
            ],
            options={
                "db_table": "earlier_file",
            },
        ),
        migrations.AddField(
            model_name="import",
            name="earlier",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parts",
                to="exchange.earlierproject",
            ),
        ),
    ]
