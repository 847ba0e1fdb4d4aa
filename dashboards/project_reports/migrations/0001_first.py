"""The reports of projects."""

import core.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agreements', '0005_source_of_retention'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProjectReport',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('metropolis', 'metropolitan report'), ('project', 'project report'), ('effects', 'effects of the project')], max_length=10, verbose_name='kind')),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('as_of', models.DateField(verbose_name='as of')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'being made'), ('done', 'done'), ('failed', 'failed')], default='waiting', max_length=8)),
                ('steps_done_count', models.PositiveSmallIntegerField(default=0)),
                ('attempts_count', models.PositiveSmallIntegerField(default=0)),
                ('problem', models.CharField(blank=True, max_length=60)),
                ('ordered_at', models.DateTimeField(auto_now_add=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField(null=True)),
                ('pages_count', models.PositiveSmallIntegerField(null=True)),
                ('pdf', models.BinaryField(null=True)),
                ('pdf_sha256', models.CharField(blank=True, max_length=64)),
                ('workbook', models.BinaryField(null=True)),
                ('workbook_sha256', models.CharField(blank=True, max_length=64)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='agreements.project')),
            ],
            options={
                'db_table': 'project_report',
                'ordering': ('-ordered_at', '-number'),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('kind', 'year', 'number'), name='one_project_report_of_a_number')],
            },
        ),
    ]
