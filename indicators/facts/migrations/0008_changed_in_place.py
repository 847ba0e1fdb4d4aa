"""Cells are changed in place: no index stands in the way of it, and pages keep room for it."""

from django.db import migrations

ROOM = "alter table facts.cell set (fillfactor = 70)"
NO_ROOM = "alter table facts.cell reset (fillfactor)"


class Migration(migrations.Migration):
    dependencies = [("facts", "0007_declared")]

    operations = [
        migrations.RemoveIndex("sharedcell", "shared_cell_of_nobody"),
        migrations.RunSQL(ROOM, NO_ROOM),
    ]
