"""Notes on a project when it changed, for partners' programs."""

from django.db import migrations

from core import changes


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0006_change_notes"),
        ("agreements", "0005_source_of_retention"),
    ]

    operations = [*changes.fields("project"), *changes.noting(project="id")]
