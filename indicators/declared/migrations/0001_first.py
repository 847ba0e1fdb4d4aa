"""Declared values, and the view of those that hold."""

import core.ids
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

VIEW = """
create view declared_in_force as
select id, project_id, definition_code, starts_on, ends_on, total_count, women_count, men_count,
  source, declared_at
from declared where ended_at is null
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agreements', '0004_agreement_versions'),
        ('ledger', '0004_topic_of_a_card'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeclaredInForce',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('definition_code', models.CharField(max_length=40)),
                ('starts_on', models.DateField(null=True)),
                ('ends_on', models.DateField()),
                ('total_count', models.IntegerField()),
                ('women_count', models.IntegerField(null=True)),
                ('men_count', models.IntegerField(null=True)),
                ('source', models.CharField(max_length=300)),
                ('declared_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'declared_in_force',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='Declared',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('definition_code', models.CharField(max_length=40)),
                ('starts_on', models.DateField(null=True, verbose_name='first day')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('total_count', models.PositiveIntegerField(verbose_name='total')),
                ('women_count', models.PositiveIntegerField(null=True, verbose_name='women')),
                ('men_count', models.PositiveIntegerField(null=True, verbose_name='men')),
                ('source', models.CharField(max_length=300, verbose_name='source')),
                ('declared_at', models.DateTimeField(auto_now_add=True)),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('ended_at', models.DateTimeField(null=True)),
                ('declared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.member')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declared', to='agreements.project')),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='declared.declared')),
            ],
            options={
                'db_table': 'declared',
                'ordering': ('definition_code', 'ends_on', 'declared_at', 'id'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('project', 'definition_code', 'starts_on', 'ends_on'), name='one_declared_value_of_the_same_days', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('men_count', None), ('women_count', None)), models.Q(('men_count__isnull', False), ('total_count', django.db.models.expressions.CombinedExpression(models.F('women_count'), '+', models.F('men_count'))), ('women_count__isnull', False)), _connector='OR'), name='declared_women_and_men_make_the_total'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='what_is_declared_has_a_source'), models.CheckConstraint(condition=models.Q(('starts_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='declared_days_run_forwards')],
            },
        ),
        migrations.RunSQL(VIEW.strip(), "drop view declared_in_force"),
    ]
