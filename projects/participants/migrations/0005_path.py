"""The path of a person, their surroundings, voided participations, and links between look-alikes."""

import django.db.models.deletion
from django.db import migrations, models

import core.ids
import core.sealed


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_first"),
        ("participants", "0004_full_data_scope"),
    ]

    operations = [
        migrations.CreateModel(
            name="Diagnosis",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("scope", models.CharField(max_length=40)),
                ("done_on", models.DateField(verbose_name="day of the diagnosis")),
                (
                    "conclusions",
                    core.sealed.SealedField(editable=True, null=True, verbose_name="conclusions"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.member",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="diagnoses",
                        to="participants.participation",
                    ),
                ),
            ],
            options={
                "db_table": "diagnosis",
                "ordering": ("-done_on",),
            },
        ),
        migrations.CreateModel(
            name="DiagnosisArea",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("level", models.PositiveSmallIntegerField(verbose_name="level")),
                ("needs", core.sealed.SealedField(editable=True, null=True, verbose_name="needs")),
                (
                    "strengths",
                    core.sealed.SealedField(
                        editable=True, null=True, verbose_name="strengths and resources"
                    ),
                ),
                (
                    "diagnosis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="areas",
                        to="participants.diagnosis",
                    ),
                ),
            ],
            options={
                "db_table": "diagnosis_area",
            },
        ),
        migrations.CreateModel(
            name="PathPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("no", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("REINTEGRATION_PATH", "Individual reintegration path (IŚR)"),
                            ("DEVELOPMENT_PLAN", "Individual development plan (IPR)"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("agreed_on", models.DateField(verbose_name="agreed on")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="to")),
                ("goals", core.sealed.SealedField(editable=True, null=True, verbose_name="goals")),
                (
                    "reason",
                    core.sealed.SealedField(
                        editable=True, null=True, verbose_name="reason of the change"
                    ),
                ),
                ("signed_on", models.DateField(null=True, verbose_name="signed on")),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plans",
                        to="participants.participation",
                    ),
                ),
            ],
            options={
                "db_table": "path_plan",
                "ordering": ("-no",),
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("ILLNESS", "Illness or a stay in hospital"),
                            ("PREGNANCY", "Pregnancy or a birth"),
                            ("CARE", "Care of a close person"),
                            ("OTHER", "Another reason"),
                        ],
                        max_length=10,
                        verbose_name="reason",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("expected_on", models.DateField(verbose_name="expected back on")),
                ("returned_on", models.DateField(null=True, verbose_name="came back on")),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pauses",
                        to="participants.participation",
                    ),
                ),
            ],
            options={
                "db_table": "pause",
                "ordering": ("-starts_on",),
            },
        ),
        migrations.CreateModel(
            name="PersonLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("SAME", "The same person"), ("DIFFERENT", "Not the same person")],
                        max_length=9,
                    ),
                ),
                (
                    "reason",
                    core.sealed.SealedField(editable=True, null=True, verbose_name="reason"),
                ),
                ("decided_at", models.DateTimeField(auto_now_add=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.member",
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="participants.person",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="participants.person",
                    ),
                ),
            ],
            options={
                "db_table": "person_link",
                "ordering": ("-decided_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="PlannedArea",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("SOCIAL", "Social"),
                            ("HEALTH", "Health"),
                            ("VOCATIONAL", "Vocational"),
                            ("EDUCATIONAL", "Educational"),
                            ("ACCOMPANYING", "Accompanying support"),
                        ],
                        max_length=12,
                        verbose_name="area",
                    ),
                ),
                (
                    "kinds",
                    core.sealed.SealedField(
                        editable=True, null=True, verbose_name="kinds of support"
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=1, max_digits=6, null=True, verbose_name="hours"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="to")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="areas",
                        to="participants.pathplan",
                    ),
                ),
            ],
            options={
                "db_table": "planned_area",
            },
        ),
        migrations.CreateModel(
            name="ProgressSurvey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "moment",
                    models.CharField(
                        choices=[("ENTRY", "at the entry"), ("EXIT", "at the exit")], max_length=5
                    ),
                ),
                ("questionnaire", models.CharField(max_length=40)),
                ("filled_on", models.DateField(verbose_name="filled in on")),
                (
                    "is_signed",
                    models.BooleanField(default=False, verbose_name="signed by both sides"),
                ),
                ("answers", core.sealed.SealedField(editable=True, null=True)),
                ("progressed", models.BooleanField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.member",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="surveys",
                        to="participants.participation",
                    ),
                ),
            ],
            options={
                "db_table": "progress_survey",
            },
        ),
        migrations.CreateModel(
            name="SocialContract",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "office_name",
                    models.CharField(max_length=120, verbose_name="social welfare centre"),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="number of the contract"
                    ),
                ),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("valid_to", models.DateField(verbose_name="valid to")),
                ("ended_on", models.DateField(null=True, verbose_name="ended earlier, on")),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contracts",
                        to="participants.participation",
                    ),
                ),
            ],
            options={
                "db_table": "social_contract",
                "ordering": ("-signed_on",),
            },
        ),
        migrations.CreateModel(
            name="SurroundingPerson",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("CHILD", "Child"),
                            ("SPOUSE", "Spouse or partner"),
                            ("PARENT", "Parent"),
                            ("SIBLING", "Brother or sister"),
                            ("OTHER_RELATIVE", "Another relative"),
                            ("NEIGHBOUR", "Neighbour or friend"),
                            ("OTHER", "Somebody else close"),
                        ],
                        max_length=14,
                        verbose_name="relation",
                    ),
                ),
                (
                    "age_group",
                    models.CharField(
                        choices=[("CHILD", "under 18"), ("ADULT", "18 or more")],
                        max_length=5,
                        verbose_name="age",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("F", "Woman"), ("M", "Man")],
                        max_length=1,
                        verbose_name="sex",
                    ),
                ),
                ("supports", models.JSONField(default=list, verbose_name="support")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(null=True, verbose_name="to")),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="surroundings",
                        to="participants.participation",
                    ),
                ),
                (
                    "promoted_to",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counted_before_as",
                        to="participants.participation",
                    ),
                ),
            ],
            options={
                "db_table": "surrounding_person",
                "ordering": ("starts_on", "id"),
            },
        ),
        migrations.CreateModel(
            name="Voiding",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("INELIGIBLE", "A check found the person ineligible"),
                            ("MISTAKE", "Entered by mistake"),
                        ],
                        max_length=10,
                        verbose_name="reason",
                    ),
                ),
                (
                    "reason",
                    core.sealed.SealedField(
                        editable=True, null=True, verbose_name="what was found"
                    ),
                ),
                ("voided_at", models.DateTimeField()),
                ("restored_at", models.DateTimeField(null=True)),
                (
                    "restore_reason",
                    core.sealed.SealedField(
                        editable=True, null=True, verbose_name="why it is restored"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voidings",
                        to="participants.participation",
                    ),
                ),
                (
                    "restored_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.member",
                    ),
                ),
                (
                    "voided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.member",
                    ),
                ),
            ],
            options={
                "db_table": "voiding",
                "ordering": ("-voided_at",),
            },
        ),
        migrations.CreateModel(
            name="ActionPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_on", models.DateField(verbose_name="day of the plan")),
                (
                    "goals",
                    core.sealed.SealedField(
                        editable=True, null=True, verbose_name="vocational goals"
                    ),
                ),
                ("steps", core.sealed.SealedField(editable=True, null=True, verbose_name="steps")),
                ("review_on", models.DateField(null=True, verbose_name="to be looked at again on")),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.member",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="action_plans",
                        to="participants.participation",
                    ),
                ),
            ],
            options={
                "db_table": "action_plan",
                "ordering": ("-made_on",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participation", "made_on"),
                        name="one_action_plan_on_a_day",
                        violation_error_message="There is an action plan of that day already.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="diagnosis",
            constraint=models.UniqueConstraint(
                fields=("participation", "done_on"),
                name="one_diagnosis_on_a_day",
                violation_error_message="There is a diagnosis of that day already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="diagnosisarea",
            constraint=models.UniqueConstraint(
                fields=("diagnosis", "code"), name="one_area_in_a_diagnosis"
            ),
        ),
        migrations.AddConstraint(
            model_name="pathplan",
            constraint=models.UniqueConstraint(
                fields=("participation", "no"), name="one_plan_of_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="pathplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="path_plan_ends_after_it_starts",
                violation_error_message="The path cannot end before it starts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("returned_on", None)),
                fields=("participation",),
                name="one_pause_at_a_time",
                violation_error_message="This person is on a pause already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.CheckConstraint(
                condition=models.Q(("expected_on__gt", models.F("starts_on"))),
                name="return_is_expected_after_the_pause_begins",
                violation_error_message="The return must be expected after the pause begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("returned_on", None),
                    ("returned_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="nobody_returns_before_the_pause",
                violation_error_message="Nobody comes back before the pause begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="personlink",
            constraint=models.UniqueConstraint(
                fields=("first", "second"),
                name="one_decision_about_a_pair",
                violation_error_message="Somebody decided about these two already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="personlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="a_pair_has_one_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedarea",
            constraint=models.UniqueConstraint(fields=("plan", "area"), name="one_area_in_a_plan"),
        ),
        migrations.AddConstraint(
            model_name="plannedarea",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                name="planned_area_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="progresssurvey",
            constraint=models.UniqueConstraint(
                fields=("participation", "moment"),
                name="one_survey_of_a_moment",
                violation_error_message="This questionnaire is filled in already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="socialcontract",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to__gte", models.F("signed_on"))),
                name="contract_is_valid_after_it_is_signed",
                violation_error_message="A contract cannot run out before it is signed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="socialcontract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None),
                    models.Q(
                        ("ended_on__gte", models.F("signed_on")),
                        ("ended_on__lte", models.F("valid_to")),
                    ),
                    _connector="OR",
                ),
                name="contract_ends_while_it_is_valid",
                violation_error_message="A contract ends while it is valid.",
            ),
        ),
        migrations.AddConstraint(
            model_name="surroundingperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="support_of_the_surroundings_ends_after_it_starts",
                violation_error_message="The support cannot end before it starts.",
            ),
        ),
        migrations.AddConstraint(
            model_name="voiding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("restored_at", None)),
                fields=("participation",),
                name="voided_once_at_a_time",
                violation_error_message="This participation is voided already.",
            ),
        ),
    ]
