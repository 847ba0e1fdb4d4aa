"""A tenant's own indicators; as with the shared ones, what is published never changes."""

import core.ids
import django.db.models.deletion
from django.db import migrations, models

LOCK = """
alter table local_version enable row level security;
create policy everybody_reads on local_version for select using (true);
create policy a_version_begins_as_a_draft on local_version for insert
  with check (status = 'draft');
create policy only_a_draft_changes on local_version for update
  using (status = 'draft') with check (true);
create policy only_a_draft_goes on local_version for delete using (status = 'draft');
"""
UNLOCK = """
drop policy only_a_draft_goes on local_version;
drop policy only_a_draft_changes on local_version;
drop policy a_version_begins_as_a_draft on local_version;
drop policy everybody_reads on local_version;
alter table local_version disable row level security;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='LocalIndicator',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.SmallIntegerField(unique=True)),
                ('name_pl', models.CharField(max_length=300, verbose_name='name in Polish')),
                ('name_en', models.CharField(max_length=300, verbose_name='name in English')),
                ('short_name_pl', models.CharField(max_length=80, verbose_name='short name in Polish')),
                ('short_name_en', models.CharField(max_length=80, verbose_name='short name in English')),
                ('unit', models.CharField(max_length=20, verbose_name='unit of measure')),
                ('counting_unit', models.CharField(choices=[('participation', 'participation'), ('person', 'person')], max_length=20, verbose_name='what is counted')),
                ('counts_on', models.CharField(max_length=20, verbose_name='day it counts on')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'local_indicator',
                'ordering': ('-number',),
                'constraints': [models.CheckConstraint(condition=models.Q(('number__lt', 0)), name='local_indicators_have_numbers_below_zero'), models.CheckConstraint(condition=models.Q(('counting_unit__in', ['participation', 'person']), ('counts_on__in', ['started_on', 'ended_on', 'employment_on', 'qualification_on', 'job_search_on', 'education_on', 'lasting_work_on', 'social_progress_on'])), name='local_indicator_speaks_known_words')],
            },
        ),
        migrations.CreateModel(
            name='LocalVersion',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('status', models.CharField(choices=[('draft', 'draft'), ('published', 'published')], default='draft', max_length=9)),
                ('effective_from', models.DateField()),
                ('rule', models.JSONField()),
                ('published_at', models.DateTimeField(null=True)),
                ('published_by', models.CharField(blank=True, max_length=160)),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='local.localindicator')),
            ],
            options={
                'db_table': 'local_version',
                'ordering': ('indicator', 'number'),
                'constraints': [models.UniqueConstraint(fields=('indicator', 'number'), name='local_version_numbers_do_not_repeat'), models.UniqueConstraint(condition=models.Q(('status', 'draft')), fields=('indicator',), name='one_local_draft_at_a_time'), models.UniqueConstraint(condition=models.Q(('status', 'published')), fields=('indicator', 'effective_from'), name='one_published_local_version_from_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('status', 'draft')), models.Q(('published_at__isnull', False), ('status', 'published')), _connector='OR'), name='a_published_local_version_says_when')],
            },
        ),
        migrations.RunSQL(LOCK.strip(), UNLOCK.strip()),
    ]
