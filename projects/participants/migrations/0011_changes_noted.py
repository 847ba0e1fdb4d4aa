"""Notes on people, participations and outcomes when they changed, for partners' programs."""

from django.db import migrations

from core import changes


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0006_change_notes"),
        ("participants", "0010_anonymous"),
    ]

    operations = [
        *changes.fields("person", "participation", "outcome"),
        *changes.noting(person="id", participation="project_id", outcome="participation_id"),
    ]
