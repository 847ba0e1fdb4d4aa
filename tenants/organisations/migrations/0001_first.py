"""Organisations, where they stand, their people and who was invited."""

import core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenants', '0001_first'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonInvitation',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail')),
                ('display_name', models.CharField(max_length=120, verbose_name='first and last name')),
                ('token_hash', models.BinaryField(unique=True)),
                ('invited_by_id', models.UUIDField(null=True)),
                ('invited_by_name', models.CharField(max_length=120)),
                ('invited_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'organisation_invitation',
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('nip', models.CharField(blank=True, max_length=10)),
                ('krs', models.CharField(blank=True, max_length=10)),
                ('noted_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'db_table': 'organisation',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('nip', ''), _negated=True), models.Q(('krs', ''), _negated=True), _connector='OR'), name='organisation_has_a_number'), models.UniqueConstraint(condition=models.Q(('nip', ''), _negated=True), fields=('nip',), name='one_organisation_of_a_nip'), models.UniqueConstraint(condition=models.Q(('krs', ''), _negated=True), fields=('krs',), name='one_organisation_of_a_krs')],
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('NIP', 'NIP'), ('KRS', 'KRS')], max_length=3)),
                ('text', models.CharField(max_length=10)),
                ('name', models.CharField(max_length=160)),
                ('noted_at', models.DateTimeField(auto_now_add=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='organisations.organisation')),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.tenant')),
            ],
            options={
                'db_table': 'organisation_standing',
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.UUIDField(default=core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('token_id', models.UUIDField()),
                ('manages', models.BooleanField(default=False)),
                ('started_at', models.DateTimeField(null=True)),
                ('suspended_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='organisations.personinvitation')),
                ('standing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='organisations.standing')),
            ],
            options={
                'db_table': 'organisation_seat',
            },
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.UniqueConstraint(fields=('tenant', 'kind', 'text'), name='organisation_stands_once_in_a_unit'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(condition=models.Q(('account__isnull', False), ('ended_at', None)), fields=('standing', 'account'), name='one_seat_of_a_person_in_a_unit'),
        ),
    ]
