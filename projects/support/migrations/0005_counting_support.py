"""The counting view of support: what was planned and given to whom, by area and month."""

from django.db import migrations, models

# What is planned counts in the month in which it begins, or in the month of the start.
# Of support that is not measured in hours only the kind counts.
VIEW = """
create view counting_support as
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


class Migration(migrations.Migration):
    dependencies = [("support", "0004_who_stays_away"), ("participants", "0009_all_that_counts")]

    operations = [
        migrations.RunSQL(VIEW.strip(), "drop view counting_support"),
        migrations.CreateModel(
            name="CountingSupport",
            fields=[
                ("service_id", models.UUIDField(primary_key=True, serialize=False)),
                ("participation_id", models.UUIDField()),
                ("area", models.CharField(max_length=12)),
                ("month_on", models.DateField()),
                ("planned_hours", models.DecimalField(decimal_places=2, max_digits=12)),
                ("given_hours", models.DecimalField(decimal_places=2, max_digits=12)),
                ("is_given", models.BooleanField()),
            ],
            options={"db_table": "counting_support", "managed": False},
        ),
    ]
