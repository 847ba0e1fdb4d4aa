"""Shared cells know sex alone: whatever else is told over tenants is counted once a day, from the facts."""

from django.db import migrations, models

TRAITS = ("disability", "age_band", "labour_status", "education")
NARROW = f"""
drop view facts.cell;
drop index if exists facts.shared_cell_of_nobody;
delete from facts.cell_by_sex where concat({", ".join(TRAITS)}) <> '';
alter table facts.cell_by_sex {", ".join(f"drop column {trait}" for trait in TRAITS)}"""
VIEW = """
create view facts.cell as
select id, unit_code, project_id, definition_code, period, sex, participations_count, people_count
from facts.cell_by_sex
union all
select -min(id), unit_code, project_id, definition_code, period, '',
  sum(participations_count)::integer, sum(people_count)::integer
from facts.cell_by_sex
group by unit_code, project_id, definition_code, period"""


class Migration(migrations.Migration):
    dependencies = [("facts", "0010_returns_at_risk")]

    operations = [
        migrations.RunSQL(
            NARROW.strip(),
            state_operations=[
                migrations.RemoveConstraint("sharedcellbysex", "shared_cell_stands_once"),
                *(migrations.RemoveField("sharedcellbysex", trait) for trait in TRAITS),
            ],
        ),
        migrations.AddConstraint(
            "sharedcellbysex",
            models.UniqueConstraint(
                fields=["definition_code", "unit_code", "project_id", "period", "sex"],
                name="shared_cell_stands_once",
                nulls_distinct=False,
            ),
        ),
        migrations.RunSQL(VIEW.strip(), "drop view facts.cell"),
    ]
