"""The support of participations that are nobody's any more, and what a payroll paid them."""

import django.db.models.deletion
from django.db import migrations, models

WITH_A_PERSON = """
select a.participation_id, v.id as service_id, v.area,
  date_trunc('month', s.held_on)::date as month_on, 0::numeric as planned_hours,
  a.hours as given_hours, true as is_given
from attendance a
join support_session s on s.id = a.session_id
join service v on v.id = s.service_id
where a.mark in ('PRESENT', 'PARTIAL') and s.cancelled_at is null
union all
select p.participation_id, v.id, v.area, date_trunc('month', d.worked_on)::date, 0, d.hours, true
from placement p
join placement_day d on d.placement_id = p.id
join service v on v.id = p.service_id
where d.mark = 'WORKED'
union all
select g.participation_id, v.id, v.area, date_trunc('month', g.given_on)::date, 0,
  case v.unit when 'HOUR' then g.quantity else 0 end, true
from support_given g
join service v on v.id = g.service_id
union all
select n.participation_id, v.id, v.area,
  date_trunc('month', coalesce(n.starts_on, pa.started_on))::date,
  case v.unit when 'HOUR' then n.quantity else 0 end, 0, false
from planned_support n
join service v on v.id = n.service_id
join participation pa on pa.id = n.participation_id
where coalesce(n.starts_on, pa.started_on) is not null
"""
ANONYMOUS = """
select an.participation_id, v.id as service_id, v.area, an.month_on, an.planned_hours,
  an.given_hours, an.is_given
from anonymous_support an
join service v on v.id = an.service_id
union all
"""
REPLACE = "create or replace view counting_support as"
VIEW = f"{REPLACE}{ANONYMOUS}{WITH_A_PERSON.strip()}"
VIEW_BEFORE = f"{REPLACE}{WITH_A_PERSON}"


class Migration(migrations.Migration):
    dependencies = [
        ("participants", "0010_anonymous"),
        ("support", "0005_counting_support"),
    ]

    operations = [
        migrations.AddField(
            model_name="payroll",
            name="removed_amount",
            field=models.DecimalField(
                db_default=0,
                decimal_places=2,
                default=0,
                max_digits=14,
                verbose_name="paid to people removed since",
            ),
        ),
        migrations.CreateModel(
            name="AnonymousSupport",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("month_on", models.DateField()),
                ("planned_hours", models.DecimalField(decimal_places=2, max_digits=12)),
                ("given_hours", models.DecimalField(decimal_places=2, max_digits=12)),
                ("is_given", models.BooleanField()),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support",
                        to="participants.anonymousparticipation",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="support.service",
                    ),
                ),
            ],
            options={
                "db_table": "anonymous_support",
            },
        ),
        migrations.RunSQL(VIEW, VIEW_BEFORE.strip()),
    ]
