"""Whether support was planned and given is told even where it has no hours: a lunch, a ticket."""

from django.db import migrations, models

# What has hours is known at once; the rest follows when its participation is published anew.
FILL = """
update facts.support set is_planned = planned_hours > 0, is_given = given_hours > 0"""


class Migration(migrations.Migration):
    dependencies = [("facts", "0011_shared_cells_by_sex_alone")]

    operations = [
        *(
            migrations.AddField(
                "supportfact", name, models.BooleanField(db_default=False, default=False)
            )
            for name in ("is_planned", "is_given")
        ),
        migrations.RunSQL(FILL.strip(), migrations.RunSQL.noop),
    ]
