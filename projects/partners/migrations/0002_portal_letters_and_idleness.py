"""The link of a partner's page, letters about tokens, and since when one lies idle."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0005_source_of_retention"),
        ("ledger", "0006_change_notes"),
        ("partners", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="token",
            name="is_idle",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="token",
            name="woken_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="token",
            name="actions",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=24), size=None, verbose_name="what it may do"
            ),
        ),
        migrations.AlterField(
            model_name="token",
            name="fields",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=12),
                default=list,
                size=None,
                verbose_name="what it sees of a person beside the name",
            ),
        ),
        migrations.AlterField(
            model_name="token",
            name="partners",
            field=models.ManyToManyField(
                related_name="tokens",
                through="partners.TokenProject",
                to="agreements.projectpartner",
                verbose_name="in which projects",
            ),
        ),
        migrations.CreateModel(
            name="PortalLink",
            fields=[
                (
                    "token",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="portal_link",
                        serialize=False,
                        to="partners.token",
                    ),
                ),
                ("link_hash", models.BinaryField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("minute_at", models.DateTimeField(null=True)),
                ("minute_count", models.PositiveIntegerField(default=0)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.member",
                    ),
                ),
            ],
            options={
                "db_table": "api_portal_link",
            },
        ),
        migrations.CreateModel(
            name="TokenLetter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("ends-30", "it ends within 30 days"),
                            ("ends-7", "it ends within 7 days"),
                            ("ends-1", "it ends tomorrow"),
                            ("idle", "it was suspended, because nobody had used it"),
                        ],
                        max_length=8,
                    ),
                ),
                ("day", models.DateField()),
                ("written_at", models.DateTimeField()),
                (
                    "token",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="partners.token",
                    ),
                ),
            ],
            options={
                "db_table": "api_token_letter",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("token", "matter", "day"), name="token_letter_is_written_once"
                    )
                ],
            },
        ),
    ]
