"""Cells are kept by sex and changed in place; what is said of all is the sum of both.

An index of empty cells stood in the way of changing a cell where it is, and pages had no room.
"""

from django.db import migrations, models

MADE_OF_BOTH = "delete from facts.cell_by_sex where sex = ''"
ROOM = "alter table facts.cell_by_sex set (fillfactor = 70)"
NO_ROOM = "alter table facts.cell_by_sex reset (fillfactor)"
VIEW = """
create view facts.cell as
select id, unit_code, project_id, definition_code, period, sex, disability, age_band, labour_status, education,
  participations_count, people_count
from facts.cell_by_sex
union all
select -min(id), unit_code, project_id, definition_code, period, '', disability, age_band, labour_status, education,
  sum(participations_count)::integer, sum(people_count)::integer
from facts.cell_by_sex
group by unit_code, project_id, definition_code, period, disability, age_band, labour_status, education"""


class Migration(migrations.Migration):
    dependencies = [("facts", "0007_declared")]

    operations = [
        # Django would look for the index on the search path, not find it, and say nothing.
        migrations.RunSQL(
            "drop index if exists facts.shared_cell_of_nobody",
            migrations.RunSQL.noop,
            state_operations=[migrations.RemoveIndex("SharedCell", "shared_cell_of_nobody")],
        ),
        migrations.RenameModel("SharedCell", "SharedCellBySex"),
        migrations.RunSQL(
            "alter table facts.cell rename to cell_by_sex",
            "alter table facts.cell_by_sex rename to cell",
            state_operations=[
                migrations.AlterModelTable("sharedcellbysex", '"facts"."cell_by_sex"')
            ],
        ),
        migrations.RunSQL(MADE_OF_BOTH, migrations.RunSQL.noop),
        migrations.RunSQL(ROOM, NO_ROOM),
        migrations.AlterField("sharedcellbysex", "sex", models.CharField(max_length=1)),
        migrations.AddConstraint(
            "sharedcellbysex",
            models.CheckConstraint(
                condition=models.Q(("sex", ""), _negated=True), name="shared_cell_has_its_sex"
            ),
        ),
        migrations.RunSQL(VIEW.strip(), "drop view facts.cell"),
        migrations.CreateModel(
            "SharedCell",
            fields=[("id", models.BigIntegerField(primary_key=True, serialize=False))],
            options={"db_table": '"facts"."cell"', "managed": False},
        ),
    ]
