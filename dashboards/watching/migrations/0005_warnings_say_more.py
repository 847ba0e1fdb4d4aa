"""Drop the warnings whose sentence has come to name more than they kept; the next release tells them anew."""

from django.db import migrations

CHANGED = "delete from warning where kind in ('tempo', 'nabor') and ended_on is null"


class Migration(migrations.Migration):
    dependencies = [("watching", "0004_views_and_letters")]

    operations = [migrations.RunSQL(CHANGED, migrations.RunSQL.noop)]
