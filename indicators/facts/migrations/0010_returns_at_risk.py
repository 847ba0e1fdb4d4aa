"""How often the people of the first tile were counted in it, kept like the other repeats."""

from django.db import migrations, models

COUNT = """
insert into facts.repeat (of, times, people_count)
select 'PEOPLE_AT_RISK', times::smallint, count(*)::integer
from (
  select count(*) as times from facts.hit h
  join facts.participation p on p.id = h.participation_id
  where h.definition_no = (select number from definition where code = 'PEOPLE_AT_RISK')
  group by p.person_no) of_people
group by times"""
FORGET = "delete from facts.repeat where of = 'PEOPLE_AT_RISK'"


class Migration(migrations.Migration):
    dependencies = [
        ("definitions", "0001_first"),
        ("facts", "0009_kept_numbers"),
    ]

    operations = [
        migrations.AlterField(
            "repeat",
            "of",
            models.CharField(
                choices=[
                    ("participations", "Participations"),
                    ("tenants", "Tenants"),
                    ("PEOPLE_AT_RISK", "At Risk"),
                ],
                max_length=14,
            ),
        ),
        migrations.RunSQL(COUNT.strip(), FORGET),
    ]
