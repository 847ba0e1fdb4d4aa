"""Cells are changed in place: no index stands in the way of it, and pages keep room for it."""

from django.db import migrations

ROOM = "alter table cell set (fillfactor = 70)"
NO_ROOM = "alter table cell reset (fillfactor)"


class Migration(migrations.Migration):
    dependencies = [("cells", "0004_overlap")]

    operations = [
        migrations.RemoveIndex("cell", "cell_of_nobody"),
        migrations.RunSQL(ROOM, NO_ROOM),
    ]
