"""Every target belongs to a change; of its versions a view tells the one that holds."""

import django.db.models.deletion
from django.db import migrations, models

VIEW = """
create view target_in_force as
select distinct on (t.project_id, t.period_id, t.definition_code, t.subset)
  t.id, t.project_id, t.period_id, p.name as period_name, p.starts_on, p.ends_on,
  t.definition_code, t.subset, t.total_count, t.women_count, t.men_count, t.invented,
  t.valid_from, t.amendment_id
from target t
join target_change c on c.id = t.change_id
left join target_period p on p.id = t.period_id
left join amendment a on a.id = t.amendment_id
where a.withdrawn_at is null and p.withdrawn_at is null
order by t.project_id, t.period_id, t.definition_code, t.subset,
  t.valid_from desc nulls last, c.set_at desc, c.id desc"""


class Migration(migrations.Migration):
    dependencies = [
        ("targets", "0003_first_versions"),
        ("agreements", "0003_withdrawn_amendments"),
    ]

    operations = [
        migrations.AlterField(
            model_name="target",
            name="change",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="targets",
                to="targets.targetchange",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                fields=("change", "definition_code", "subset", "period"),
                name="one_version_of_a_target_per_change",
                nulls_distinct=False,
            ),
        ),
        migrations.RunSQL(VIEW.strip(), "drop view target_in_force"),
    ]
