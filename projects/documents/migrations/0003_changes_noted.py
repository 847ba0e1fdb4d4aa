"""Notes on an issued paper when it changed, for partners' programs."""

from django.db import migrations

from core import changes


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0006_change_notes"),
        ("documents", "0002_papers_erased"),
    ]

    operations = [*changes.fields("issuedpaper"), *changes.noting(issued_paper="project_id")]
