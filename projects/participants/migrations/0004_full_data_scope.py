"""The full data scope of both budget periods, the frozen address, and premises with evidence."""

import django.db.models.deletion
from django.db import migrations, models

import core.ids
import core.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_first"),
        ("participants", "0003_accepted_before_start"),
    ]

    operations = [
        migrations.AddField(
            model_name="outcome",
            name="note",
            field=core.sealed.SealedField(
                editable=True, null=True, verbose_name="note on the document"
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="benefits",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=160, verbose_name="benefits"
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="building_at_start",
            field=core.sealed.SealedField(
                editable=True, null=True, verbose_name="building at start"
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="citizenship",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=12, verbose_name="citizenship"
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="country_at_start",
            field=models.CharField(
                db_default="PL", default="PL", max_length=2, verbose_name="country at start"
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="declared_on",
            field=models.DateField(blank=True, null=True, verbose_name="declaration signed on"),
        ),
        migrations.AddField(
            model_name="participation",
            name="degurba_at_start",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="degree of urbanisation at start"
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="disadvantage",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=7,
                verbose_name="other disadvantage",
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="education_ends_on",
            field=models.DateField(blank=True, null=True, verbose_name="planned end of education"),
        ),
        migrations.AddField(
            model_name="participation",
            name="employer",
            field=core.sealed.SealedField(editable=True, null=True, verbose_name="employer"),
        ),
        migrations.AddField(
            model_name="participation",
            name="flat_at_start",
            field=core.sealed.SealedField(editable=True, null=True, verbose_name="flat at start"),
        ),
        migrations.AddField(
            model_name="participation",
            name="foreign_background",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=7,
                verbose_name="foreign background",
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="guardian_consented_on",
            field=models.DateField(blank=True, null=True, verbose_name="guardian consented on"),
        ),
        migrations.AddField(
            model_name="participation",
            name="homeless",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=7, verbose_name="homelessness"
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="in_disability_quota",
            field=models.BooleanField(
                db_default=False,
                default=False,
                verbose_name="takes a place kept for people with disabilities",
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="institution_name",
            field=core.sealed.SealedField(editable=True, null=True, verbose_name="institution"),
        ),
        migrations.AddField(
            model_name="participation",
            name="labour_detail",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=24,
                verbose_name="labour status, of which",
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="labour_register",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=12,
                verbose_name="labour office register",
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="may_show_image",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="agrees to the use of the image"
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="minority",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=7, verbose_name="minority"
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="notice_given_on",
            field=models.DateField(blank=True, null=True, verbose_name="notice of RODO given on"),
        ),
        migrations.AddField(
            model_name="participation",
            name="notice_version",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=12,
                verbose_name="version of the notice",
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="occupation",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=24, verbose_name="occupation"
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="participant_kind",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=12,
                verbose_name="kind of participant",
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="place_at_start",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=80,
                verbose_name="town or village at start",
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="postal_code_at_start",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=6,
                verbose_name="postal code at start",
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="street_at_start",
            field=core.sealed.SealedField(editable=True, null=True, verbose_name="street at start"),
        ),
        migrations.AddField(
            model_name="participation",
            name="support_scope",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=120,
                verbose_name="scope of support",
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="third_country",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=7,
                verbose_name="third-country national",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="building",
            field=core.sealed.SealedField(editable=True, null=True, verbose_name="building"),
        ),
        migrations.AddField(
            model_name="person",
            name="country",
            field=models.CharField(
                db_default="PL", default="PL", max_length=2, verbose_name="country"
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="flat",
            field=core.sealed.SealedField(editable=True, null=True, verbose_name="flat"),
        ),
        migrations.AddField(
            model_name="person",
            name="other_identifier",
            field=core.sealed.SealedField(
                editable=True, null=True, verbose_name="other identifier"
            ),
        ),
        migrations.AlterField(
            model_name="participation",
            name="gmina_at_start",
            field=models.CharField(max_length=7, verbose_name="gmina at start"),
        ),
        migrations.AlterField(
            model_name="participation",
            name="start_follows_support",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AlterField(
            model_name="person",
            name="street",
            field=core.sealed.SealedField(editable=True, null=True, verbose_name="street"),
        ),
        migrations.CreateModel(
            name="Premise",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=24, verbose_name="premise")),
                ("evidence", models.CharField(max_length=24, verbose_name="evidence seen")),
                (
                    "issuer",
                    core.sealed.SealedField(editable=True, null=True, verbose_name="issued by"),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                (
                    "disability_degree",
                    models.CharField(
                        blank=True, max_length=12, verbose_name="degree of disability"
                    ),
                ),
                (
                    "disability_kind",
                    models.CharField(blank=True, max_length=12, verbose_name="kind of disability"),
                ),
                ("seen_on", models.DateField(verbose_name="seen on")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="premises",
                        to="participants.participation",
                    ),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.member",
                        verbose_name="seen by",
                    ),
                ),
            ],
            options={
                "db_table": "premise",
                "ordering": ("kind", "-seen_on", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participation", "kind", "evidence", "seen_on"),
                        name="one_sight_of_one_evidence",
                        violation_error_message="This evidence was entered today already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="premise_is_valid_forwards",
                        violation_error_message="Evidence cannot end before it begins.",
                    ),
                ],
            },
        ),
    ]
