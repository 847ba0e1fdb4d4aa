"""Requests to remove the people of a project, and what was removed."""

import core.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agreements', '0005_source_of_retention'),
        ('ledger', '0005_reasons_may_be_forgotten'),
    ]

    operations = [
        migrations.CreateModel(
            name='Removal',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('retain_until', models.DateField()),
                ('source', models.CharField(max_length=300)),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('expires_on', models.DateField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('dropped_at', models.DateTimeField(null=True)),
                ('people_count', models.PositiveIntegerField(null=True)),
                ('staying_count', models.PositiveIntegerField(null=True)),
                ('participations_count', models.PositiveIntegerField(null=True)),
                ('uncounted_count', models.PositiveIntegerField(null=True)),
                ('candidates_count', models.PositiveIntegerField(null=True)),
                ('papers_count', models.PositiveIntegerField(null=True)),
                ('files_count', models.PositiveIntegerField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.member')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.member')),
                ('dropped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.member')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='removals', to='agreements.project')),
            ],
            options={
                'db_table': 'removal',
                'ordering': ('-asked_at', '-id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='nobody_removes_people_alone'), models.CheckConstraint(condition=models.Q(('confirmed_at', None), ('dropped_at', None), _connector='OR'), name='what_is_removed_was_not_dropped'), models.CheckConstraint(condition=models.Q(('confirmed_at', None), ('participations_count__isnull', False), _connector='OR'), name='what_is_removed_is_counted')],
            },
        ),
    ]
