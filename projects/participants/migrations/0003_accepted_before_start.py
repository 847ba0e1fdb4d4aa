"""A person may be accepted before support begins; only who has begun is counted."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

VIEW = """
create view counting_row as
select pa.id, pa.project_id, pa.person_id, pe.matching_box, pr.rule_set,
  pa.started_on, pa.ended_on, pe.sex, pa.age_at_start as age, pa.labour_status,
  pa.long_term_unemployed, pa.isced, pa.disability, pa.at_risk, pa.gmina_at_start as gmina,
  pa.completed_path,
  min(o.observed_on) filter (where o.kind = 'EMPLOYMENT') as employment_on,
  min(o.observed_on) filter (where o.kind = 'QUALIFICATION') as qualification_on,
  min(o.observed_on) filter (where o.kind = 'JOB_SEARCH') as job_search_on,
  min(o.observed_on) filter (where o.kind = 'EDUCATION') as education_on
from participation pa
join person pe on pe.id = pa.person_id
join project pr on pr.id = pa.project_id
left join outcome o on o.participation_id = pa.id and o.evidence <> ''
where pa.voided_at is null and pa.started_on is not null
group by pa.id, pe.id, pr.id
"""
WITHOUT_VIEW = "drop view counting_row"


def member(label: str) -> models.ForeignKey:
    return models.ForeignKey(
        "ledger.member",
        on_delete=django.db.models.deletion.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


class Migration(migrations.Migration):
    dependencies = [("participants", "0002_counting_row"), ("ledger", "0001_first")]

    operations = [
        # The view stands on the column that changes.
        migrations.RunSQL(WITHOUT_VIEW, migrations.RunSQL.noop),
        migrations.AlterField(
            "participation",
            "started_on",
            models.DateField("first support", null=True, blank=True),
        ),
        migrations.AlterField(
            "participation",
            "age_at_start",
            models.PositiveSmallIntegerField("age at start", null=True, blank=True),
        ),
        migrations.AddField(
            "participation", "start_follows_support", models.BooleanField(default=False)
        ),
        migrations.AddField(
            "participation",
            "last_support_on",
            models.DateField("last support", null=True, blank=True),
        ),
        migrations.AddField("participation", "cared_for_by", member("case worker")),
        migrations.AddField("participation", "advised_by", member("career adviser")),
        migrations.AddConstraint(
            "participation",
            models.CheckConstraint(
                name="start_and_age_come_together",
                condition=Q(started_on=None, age_at_start=None, ended_on=None)
                | Q(started_on__isnull=False, age_at_start__isnull=False),
                violation_error_message="Without a first support there is no age and no exit.",
            ),
        ),
        migrations.RunSQL(VIEW.strip(), WITHOUT_VIEW),
    ]
