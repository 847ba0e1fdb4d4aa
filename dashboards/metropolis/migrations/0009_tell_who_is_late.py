"""Until the totals are counted anew, nobody would be late, and requests to those who are be over."""

from django.db import migrations

LATE = """
update live_freshness set late = coalesce((
  select jsonb_agg(jsonb_build_object(
    'tenant_id', p.tenant_id, 'name', p.tenant_name, 'unit_code', coalesce(t.unit_id, ''))
    order by p.tenant_name)
  from publication p join tenant t on t.id = p.tenant_id
  where p.tenant_name = any(live_freshness.missing)), '[]')"""


class Migration(migrations.Migration):
    dependencies = [
        ("metropolis", "0008_who_is_late"),
        ("facts", "0001_first"),
        ("tenants", "0001_first"),
    ]

    operations = [
        migrations.RunSQL(LATE, migrations.RunSQL.noop),
    ]
