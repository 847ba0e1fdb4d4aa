"""One of everything is exported and read back with the standard library: every value and every byte."""

import csv
import hashlib
import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import models

from core import sealed, tenancy
from core.ledger.models import Member
from projects.leaving import tables
from projects.leaving.kinds import Kind
from tenants.models import Tenant
from tests import make
from tests.everywhere import things
from tests.make import filling, leaving

CANARY = "Kanarkowska"
PICTURE = b"\xff\xd8\xff\xe0 not quite"
MADE: list[leaving.Export] = []


@pytest.fixture
def exported(alfa: Tenant, beta: Tenant, coordinator: Any) -> Iterator[leaving.Export]:
    """Inside alfa, where every app has something, beside a neighbour of whom nothing may be told."""
    cuckoo = make.member(beta, "kanarek@example.org", f"Ewa {CANARY}", "coordinator")
    with tenancy.inside(beta):
        make.participation(by=cuckoo, family_name=CANARY, given_name="Kanarka")
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        participation = make.participation(by=anna, family_name="Żółwińska", pesel=None)
        things.everything(participation=participation, by=anna)
    refused = filling.fill([table.model for table in tables.own()], tenant=alfa)
    assert refused == set()
    _every_file_there(alfa)
    export = leaving.export(alfa)
    MADE[:] = [export]
    with tenancy.inside(alfa):
        yield export


def _every_file_there(tenant: Tenant) -> None:
    """Also those that a worker makes, and those that may be missing."""
    with tenancy.inside(tenant, role=tenancy.Role.OWNER):
        for table in tables.own():
            for column in (one for one in table.files if one.file and not one.file.is_sealed):
                name = column.field.attname
                table.model._base_manager.filter(**{name: None}).update(**{name: PICTURE})


@pytest.fixture
def alone(request: pytest.FixtureRequest) -> leaving.Export:
    """The same, without the database that it is of: what was made once will do."""
    return MADE[0] if MADE else request.getfixturevalue("exported")


def kept(row: models.Model, column: tables.Column) -> Any:
    """What the product itself reads of a row."""
    value = getattr(row, column.field.attname)
    if column.kind == Kind.HEX and value is not None:
        return bytes(value)
    # A list is read as its elements are written.
    return json.loads(json.dumps(value, default=str)) if column.kind == Kind.LIST else value


def content(row: models.Model, column: tables.Column) -> bytes | None:
    held = getattr(row, column.field.attname)
    if held is None:
        return None
    assert column.file is not None
    is_sealed = column.file.is_sealed
    return sealed.opened_content(column.field, row.pk, bytes(held)) if is_sealed else bytes(held)


def assert_files_are_the_same(exported: leaving.Export) -> None:
    files = {}
    for table in tables.own():
        told = exported.rows(table.name)
        for row, line in zip(table.model._base_manager.order_by("pk"), told, strict=True):
            for column in table.files:
                if (held := content(row, column)) is not None:
                    files[line[column.name]] = held
                else:
                    assert line[column.name] is None

    parts = exported.parts()
    assert {path for path in parts if path.startswith("files/")} == set(files)
    assert all(parts[path] == held for path, held in files.items())
    assert len(files) >= 8


def test_every_value_and_every_file_is_what_the_unit_keeps(exported):
    compared = 0
    for table in tables.own():
        plain = [column for column in table.columns if column.kind != Kind.FILE]
        rows = list(table.model._base_manager.order_by("pk"))
        found = exported.rows(table.name)

        assert len(found) == len(rows) == exported.made.rows[table.name]
        for row, told in zip(rows, found, strict=True):
            assert list(told) == [column.name for column in table.columns]
            for column in plain:
                assert told[column.name] == kept(row, column), (table.name, column.name)
                compared += told[column.name] is not None

    assert compared > 1000
    assert_files_are_the_same(exported)


def test_there_is_something_of_every_kind(alone):
    empty = {table.name for table in tables.own() if not alone.made.rows[table.name]}

    assert empty == set()


def test_both_forms_tell_the_same(alone):
    for name, table in alone.tables.items():
        head, *lines = alone.cells(name)
        assert head == [column["name"] for column in table["columns"]]
        told = alone.archive.read(table["jsonl"]).decode().split("\n")[:-1]
        for cells, line in zip(lines, told, strict=True):
            assert cells == [as_cell(value) for value in json.loads(line).values()]


def as_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)


def test_the_list_of_files_names_each_with_its_row_and_sum(alone):
    parts = alone.parts()
    listed = list(csv.DictReader(io.StringIO(parts["files.csv"].decode("utf-8-sig"))))

    assert {file["path"] for file in listed} == {p for p in parts if p.startswith("files/")}
    for file in listed:
        assert file["sha256"] == hashlib.sha256(parts[file["path"]]).hexdigest()
        assert int(file["bytes"]) == len(parts[file["path"]])
        rows = alone.rows(file["table"])
        [row] = [row for row in rows if row[file["column"]] == file["path"]]
        assert file["row"] in {str(value) for value in row.values()}


def test_sums_are_as_the_usual_program_checks_them(alone, tmp_path):
    alone.archive.extractall(tmp_path)

    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    summed = (tmp_path / "SHA256SUMS").read_text().splitlines()
    assert {line.split("  ")[1] for line in summed} == set(alone.parts()) - {"SHA256SUMS"}


def test_the_manifest_counts_what_is_there(alone):
    told = alone.manifest
    rows = {table["name"]: table["rows"] for table in told["tables"]}

    assert rows == {name: len(alone.rows(name)) for name in alone.tables}
    assert told["rows"] == sum(rows.values())
    assert told["files"]["count"] == sum(p.startswith("files/") for p in alone.parts())
    assert told["unit"]["name"] == "Gmina Alfa"
    assert told["unreadable"] == []


def test_members_and_their_roles_come_along_and_their_passwords_do_not(alone):
    [anna] = [row for row in alone.rows("account") if row["email"] == "anna@example.org"]
    [held] = [row for row in alone.rows("membership") if row["account_id"] == anna["id"]]

    assert (anna["display_name"], held["role"]) == ("Anna Lis", "coordinator")
    assert "password" not in anna
    assert "wrapped_key" not in alone.rows("tenant")[0]


def test_nothing_of_the_neighbour_is_anywhere(alone, beta):
    secrets = [CANARY.encode(), b"kanarek@", b"Kanarka", b"Gmina Beta", str(beta.uuid).encode()]
    found = [
        (path, secret)
        for path, part in alone.parts().items()
        for secret in secrets
        if secret in part
    ]

    assert found == []


def test_keys_that_lead_somewhere_lead_to_a_row(alone):
    led = 0
    for name, table in alone.tables.items():
        for column in table["columns"]:
            if to := column.get("references"):
                there = {row[to["column"]] for row in alone.rows(to["table"])}
                led_to = {row[column["name"]] for row in alone.rows(name)} - {None}
                assert led_to <= there, (name, column["name"])
                led += len(led_to)

    assert led > 100


def test_what_it_is_and_what_it_is_not_is_told_in_both_languages(alone):
    english = alone.archive.read("README.md").decode()
    polish = alone.archive.read("CZYTAJ-TO.md").decode()

    assert english.startswith("# Gmina Alfa: everything that Szansa keeps")
    assert polish.startswith("# Gmina Alfa: wszystko, co Szansa przechowuje")
    for page in (english, polish):
        assert "`person.pesel_index`" in page
        assert "`api_kept_answer`" in page
        assert "`account.password`" in page
        assert "`counting_row`" in page


def test_choices_and_labels_are_told_in_both_languages(alone):
    columns = {column["name"]: column for column in alone.tables["participation"]["columns"]}
    status = columns["labour_status"]

    assert {"value": "EMPLOYED", "pl": "Osoba pracująca", "en": "Employed person"} in status[
        "choices"
    ]
    assert columns["person_id"]["references"] == {"table": "person", "column": "id"}
    assert columns["disability"]["privacy"] == "sensitive"


def loading(*arguments: object, where: Path) -> subprocess.CompletedProcess[str]:
    """The script of the archive, run by a Python that has the standard library alone."""
    command = [sys.executable, "-I", "-S", "load_into_sqlite.py", *map(str, arguments)]
    return subprocess.run(command, cwd=where, capture_output=True, text=True, check=False)


@pytest.fixture
def unpacked(alone: leaving.Export, tmp_path: Path) -> Path:
    folder = tmp_path / "kartuzy"
    alone.archive.extractall(folder)
    return folder


def assert_is_loaded(path: Path, exported: leaving.Export) -> None:
    database = sqlite3.connect(path)
    counts = {
        name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for name in exported.made.rows
    }
    assert counts == exported.made.rows
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    [(family_name,)] = database.execute(
        "SELECT family_name FROM person JOIN participation ON person_id = person.id"
        " WHERE family_name = 'Żółwińska' LIMIT 1"
    )
    assert family_name == "Żółwińska"
    files = dict(database.execute("SELECT path, content FROM exported_file"))
    assert files == {p: c for p, c in exported.parts().items() if p.startswith("files/")}
    database.close()


def test_the_script_in_the_unpacked_archive_loads_it_with_all_its_keys(alone, unpacked):
    done = loading(".", "unit.sqlite", where=unpacked)

    rows, tables_count = sum(alone.made.rows.values()), len(alone.made.rows)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"unit.sqlite: {rows} rows of {tables_count} tables\n"
    assert_is_loaded(unpacked / "unit.sqlite", alone)


def test_the_script_takes_the_archive_without_unpacking_it(alone, unpacked, tmp_path):
    whole = tmp_path / "kartuzy.zip"
    with ZipFile(whole, "w") as archive:
        for path, part in alone.parts().items():
            archive.writestr(path, part)

    done = loading(whole, tmp_path / "unit.sqlite", where=unpacked)

    assert (done.returncode, done.stderr) == (0, "")
    assert_is_loaded(tmp_path / "unit.sqlite", alone)


def test_the_script_is_told_of_in_the_readme_and_among_the_sums(alone):
    parts = alone.parts()

    for page in ("README.md", "CZYTAJ-TO.md"):
        assert "python3 load_into_sqlite.py . " in parts[page].decode()
    digest = hashlib.sha256(parts["load_into_sqlite.py"]).hexdigest()
    assert f"{digest}  load_into_sqlite.py" in parts["SHA256SUMS"].decode().splitlines()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda part: part.write_bytes(part.read_bytes() + b" "), "is not what was exported"),
        (lambda part: part.unlink(), "was exported and is not here"),
    ],
)
def test_the_script_refuses_an_archive_that_was_changed(unpacked, spoil, said):
    spoil(unpacked / "schema.json")

    done = loading(".", "unit.sqlite", where=unpacked)

    assert done.returncode == 1
    assert done.stderr.startswith(f"schema.json {said}")
    assert not (unpacked / "unit.sqlite").exists()
