"""A report says in which form of its text it was sealed; a reopened period stays open a while."""

from django.db import migrations, models

# A report with rates or declared values is in the second form, one without any in the first.
TELL_FORMS = """
update period_closing c set form = 2
where exists (select from reported_rate r where r.closing_id = c.id)
  or exists (select from reported_declared d where d.closing_id = c.id)
"""


class Migration(migrations.Migration):
    dependencies = [("periods", "0002_rates_and_declared_values_of_a_report")]

    operations = [
        migrations.AddField(
            model_name="closing",
            name="form",
            field=models.PositiveSmallIntegerField(db_default=1),
        ),
        migrations.AlterField(
            model_name="heldback",
            name="cause",
            field=models.CharField(
                choices=[
                    ("EXCEPTED", "excepted by the metropolis"),
                    ("REFUSED", "could not be closed"),
                    ("REOPENED", "reopened to be mended"),
                ],
                max_length=8,
            ),
        ),
        migrations.RunSQL(TELL_FORMS, migrations.RunSQL.noop),
    ]
