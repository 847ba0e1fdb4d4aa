"""Every model and every column leaves, or is named with the reason why it stays."""

import pytest
from django.apps import apps
from django.db import connection, models

from core import tenancy
from core.tenancy import grants
from projects.leaving import carried, tables
from projects.leaving.tables import NotCarried

COLUMNS = {**carried.LEFT_COLUMNS, **carried.LEFT_SHARED_COLUMNS}


def test_every_column_of_the_unit_leaves_or_has_its_reason():
    leaving = {f"{t.label}.{c.field.name}" for t in tables.own() for c in t.columns}
    every = {
        f"{model._meta.label}.{field.name}"
        for model in grants.tenant_models()
        if model._meta.managed and model._meta.label not in carried.LEFT_MODELS
        for field in model._meta.concrete_fields
    }

    assert every - leaving == set(carried.LEFT_COLUMNS)
    assert len(every) > 900


def test_what_stays_is_little():
    assert len(carried.LEFT_MODELS) <= 4
    assert len(carried.LEFT_COLUMNS) <= 15
    assert all(str(reason).endswith(".") for reason in COLUMNS.values())


def test_the_database_has_no_table_of_the_unit_that_nobody_named(alfa):
    with tenancy.acting_as(tenancy.Role.OWNER), connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'alfa'")
        there = {name for (name,) in cursor.fetchall()}

    named = {table.name for table in tables.own()} | {name for name, _ in tables.left_tables()}
    # Django's own notes on which migrations ran.
    assert there - {"django_migrations"} == named


def test_of_every_shared_table_somebody_said_whose_its_rows_are():
    assert tables.unnamed() == []
    assert set(carried.SHARED) & set(carried.LEFT_SHARED_MODELS) == set()


def test_a_model_that_is_added_is_carried_or_found():
    class Added(models.Model):
        name = models.CharField(max_length=10)
        scan = models.BinaryField()

        class Meta:
            app_label = "leaving"

        def __str__(self) -> str:
            return self.name

    try:
        with pytest.raises(NotCarried, match=r"leaving\.Added\.scan is neither"):
            tables._table(Added, tables.OWN, {})
    finally:
        del apps.all_models["leaving"]["added"]
        apps.clear_cache()


@pytest.mark.parametrize(
    "label", [*COLUMNS, *carried.FILES, *sorted(carried.DIGESTS), *sorted(carried.LOOSE)]
)
def test_what_is_named_is_there(label):
    model, _, name = label.rpartition(".")

    assert apps.get_model(model)._meta.get_field(name)


@pytest.mark.parametrize(
    "label", [*carried.LEFT_MODELS, *carried.SHARED, *carried.LEFT_SHARED_MODELS]
)
def test_every_model_that_is_named_is_there(label):
    assert apps.get_model(label)._meta.managed


def test_no_key_and_no_hash_of_a_secret_leaves():
    words = ("hash", "digest", "wrapped_key", "password", "_index", "secret", "matching_box")
    leaving = {
        f"{t.label}.{c.name}"
        for t in [*tables.own(), *tables.shared()]
        for c in t.columns
        if any(word in c.name for word in words)
    }

    # The checksum of a file that is here itself.
    assert leaving == {"exchange.EarlierProject.digest", "exchange.Import.digest"}
