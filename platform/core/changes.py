"""When a record last changed, for programs that ask what is new; the database notes it by itself."""

from typing import Any

from django.db import migrations, models
from django.db.models.functions import Now


def changed_at() -> models.DateTimeField:
    """The moment of the last change, set by the table's trigger whatever the way of the change."""
    return models.DateTimeField(db_default=Now(), editable=False)


def noting(**parents: str) -> list[migrations.RunSQL]:
    """By table, triggers that note each change on the row and each removal among the tombstones.

    What is named is the column that says to what the record belonged, so that a removal is told to
    those who could read it. No index follows the moment of a change: with one, no update could be
    made in place any more.
    """
    return [
        migrations.RunSQL(statement, migrations.RunSQL.noop)
        for table, parent in parents.items()
        for statement in _statements(table, parent)
    ]


def _statements(table: str, parent: str) -> tuple[str, ...]:
    return (
        f"create trigger notes_change before insert or update on {table}"
        " for each row execute function note_change()",
        f"create trigger notes_removal after delete on {table}"
        f" for each row execute function note_removal('{parent}')",
    )


def fields(*models_of_the_app: str) -> list[Any]:
    return [
        migrations.AddField(model_name=name, name="changed_at", field=changed_at())
        for name in models_of_the_app
    ]
