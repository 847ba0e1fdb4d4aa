import core.ids
import django.db.models.deletion
from django.db import migrations, models

VIEW = """
create view page_consent_in_force as
select c.project_id, c.given_at, coalesce((
    select jsonb_agg(jsonb_build_object('name', p.name, 'kind', p.kind) order by p.kind, p.name, p.id)
    from project_partner p where p.project_id = c.project_id and not p.is_leader), '[]') as partners
from page_consent c where c.withdrawn_at is null
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("agreements", "0004_agreement_versions"),
        ("ledger", "0004_topic_of_a_card"),
    ]

    operations = [
        migrations.CreateModel(
            name="PageConsentInForce",
            fields=[
                ("project", models.OneToOneField(on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name="+", serialize=False, to="agreements.project")),
                ("given_at", models.DateTimeField()),
                ("partners", models.JSONField()),
            ],
            options={"db_table": "page_consent_in_force", "managed": False},
        ),
        migrations.CreateModel(
            name="PageConsent",
            fields=[
                ("id", models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("given_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.member")),
                ("project", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="page_consents", to="agreements.project")),
            ],
            options={
                "db_table": "page_consent",
                "ordering": ("-given_at", "-id"),
                "constraints": [models.UniqueConstraint(condition=models.Q(("withdrawn_at", None)), fields=("project",), name="one_consent_to_a_page")],
            },
        ),
        migrations.RunSQL(VIEW.strip(), "drop view page_consent_in_force"),
    ]
