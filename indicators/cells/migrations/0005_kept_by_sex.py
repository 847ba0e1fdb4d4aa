"""Cells are kept by sex and changed in place; what is said of all is the sum of both.

An index of empty cells stood in the way of changing a cell where it is, and pages had no room.
"""

from django.db import migrations, models

MADE_OF_BOTH = "delete from cell_by_sex where sex = ''"
ROOM = "alter table cell_by_sex set (fillfactor = 70)"
NO_ROOM = "alter table cell_by_sex reset (fillfactor)"
VIEW = """
create view cell as
select id, project_id, definition_code, period, sex, disability, age_band, labour_status, education,
  participations_count, people_count
from cell_by_sex
union all
select -min(id), project_id, definition_code, period, '', disability, age_band, labour_status, education,
  sum(participations_count)::integer, sum(people_count)::integer
from cell_by_sex
group by project_id, definition_code, period, disability, age_band, labour_status, education"""


class Migration(migrations.Migration):
    dependencies = [("cells", "0004_overlap")]

    operations = [
        migrations.RemoveIndex("Cell", "cell_of_nobody"),
        migrations.RenameModel("Cell", "CellBySex"),
        migrations.RunSQL(
            "alter table cell rename to cell_by_sex",
            "alter table cell_by_sex rename to cell",
            state_operations=[migrations.AlterModelTable("cellbysex", "cell_by_sex")],
        ),
        migrations.RunSQL(MADE_OF_BOTH, migrations.RunSQL.noop),
        migrations.RunSQL(ROOM, NO_ROOM),
        migrations.AlterField("cellbysex", "sex", models.CharField(max_length=1)),
        migrations.AddConstraint(
            "cellbysex",
            models.CheckConstraint(
                condition=models.Q(("sex", ""), _negated=True), name="cell_has_its_sex"
            ),
        ),
        migrations.RunSQL(VIEW.strip(), "drop view cell"),
        migrations.CreateModel(
            "Cell",
            fields=[("id", models.BigIntegerField(primary_key=True, serialize=False))],
            options={"db_table": "cell", "managed": False},
        ),
    ]
