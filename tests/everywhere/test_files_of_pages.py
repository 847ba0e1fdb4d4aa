"""Every list can be taken out, nothing in any file computes, and LibreOffice opens them all."""

import csv
import io
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from core import doors, tenancy
from core.formulas import SIGNS
from core.ledger.models import Member
from indicators.facts import tasks as publishing
from projects.participants.models import Person
from projects.workbench import lists
from sheets import reading
from tenants import operations as tenants
from tenants import queries
from tests import make
from tests.conftest import another_database, let_in, nobody_at
from tests.everywhere import daily, things

# What the sweep took out is made once.
pytestmark = pytest.mark.xdist_group("files of pages")
OFFICE = Path("/usr/bin/soffice")
HOSTILE = "=cmd|' /C calc'!A0"
HOSTILE_TOO = "\u202e@SUM(1)\x07\t+1"
# A list looks like one of these.
SIGNS_OF_A_LIST = ('class="table-frame"', 'class="pages"', 'class="duties"')
SIGNS_OF_A_FILE = ("plik=xlsx", "/warsztat/eksport/", ".csv", 'name="format"')
# Lists that are not taken out, and why.
NOT_TAKEN_OUT = {
    "desk:my-day": "what today asks for; the whole list of deadlines is taken out",
    "recruitment:candidate": "points that are being given, row by row",
    "recruitment:grid": "criteria that are being written",
    "support:basket": "what is being planned for one person",
    "support:month": "a sheet that is being filled in",
    "support:signature-list": "a sheet of paper",
    "watching:calendar": "days to come, which any calendar subscribes to",
    "watching:views": "links to saved views",
    "watching:warnings": "sentences, each with the way to its figures",
}


@dataclass
class Taken:
    """The files of all pages of a site, by the name of the page."""

    shown: dict[str, str] = field(default_factory=dict)
    books: dict[str, bytes] = field(default_factory=dict)
    texts: dict[str, bytes] = field(default_factory=dict)

    def walk(self, client: Client, addresses: dict[str, str]) -> "Taken":
        for name, address in addresses.items():
            answer = client.get(address)
            if answer.status_code != 200 or "html" not in answer["Content-Type"]:
                continue
            self.shown[name] = text = answer.content.decode()
            if "plik=xlsx" in text:
                mark = "&" if "?" in address else "?"
                self.books[name] = self._file(client, f"{address}{mark}plik=xlsx")
                self.texts[name] = self._file(client, f"{address}{mark}plik=csv")
        return self

    def _file(self, client: Client, address: str) -> bytes:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "attachment" in answer.headers.get("Content-Disposition", ""), address
        return answer.content


def _addresses(urlconf: str, ids: dict[str, dict[str, Any]]) -> dict[str, str]:
    found = {}
    for name, entry in daily.patterns(get_resolver(urlconf)):
        known = ids.get(name.partition(":")[0], ids[""])
        is_for_programs = getattr(entry.callback, "door", None) == doors.PROGRAMS
        if is_for_programs or not set(entry.pattern.converters) <= set(known):
            continue
        kwargs = {key: known[key] for key in entry.pattern.converters}
        found[name] = reverse(name, urlconf=urlconf, kwargs=kwargs)
    return found


@pytest.fixture(scope="module")
def taken(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Taken]]:
    """Everything of a unit full of hostile names, and of the metropolis, taken out once."""
    with another_database("files", django_db_blocker):
        alfa, metropolis = make.tenant("alfa"), queries.metropolis()
        account = make.account("anna@example.org", HOSTILE, alfa, "coordinator")
        for role in ("operator", "metropolitan_coordinator"):
            tenants.grant(account=account, tenant=metropolis, role=role, by=make.BY)
        with tenancy.inside(alfa):
            anna = Member.objects.get(account_id=account.pk)
            ids = things.by_namespace(participation=make.participation(by=anna), by=anna)
            Person.objects.update(family_name=HOSTILE, given_name=HOSTILE_TOO)
        publishing.publish_tenant(alfa)
        unit = _browser(account, alfa)
        yield {
            "unit": Taken().walk(unit, _addresses(settings.TENANT_URLCONF, ids)),
            "metropolis": Taken().walk(
                _browser(account, metropolis), _addresses(settings.ROOT_URLCONF, {"": {}})
            ),
            "lists": Taken(books=dict(_lists(unit, "xlsx")), texts=dict(_lists(unit, "csv"))),
        }


def _browser(account: Any, where: Any) -> Client:
    client = nobody_at(where.host)
    let_in(client, account, where)
    return client


def _lists(client: Client, file_format: str) -> Iterator[tuple[str, bytes]]:
    """Every list of the workbench in all its columns, whole numbers included."""
    for page in lists.registered.values():
        columns = [column.code for column in page.columns]
        sent = {"list": page.code, "format": file_format, "column": columns}
        sent |= {"with_pesel": "yes", "reason": "=1+1 kontrola"} if page.pesel else {}
        answer = client.post("/warsztat/eksport/", sent)
        assert answer.status_code == 200, page.code
        yield f"list-{page.code}", answer.content


def test_every_list_can_be_taken_out(taken):
    shown = {**taken["metropolis"].shown, **taken["unit"].shown}
    listing = {name for name, text in shown.items() if _has(text, SIGNS_OF_A_LIST)}
    offering = {name for name, text in shown.items() if _has(text, SIGNS_OF_A_FILE)}

    assert len(listing) > 50
    assert " ".join(sorted(listing - offering)) == " ".join(sorted(NOT_TAKEN_OUT))


def _has(text: str, signs: tuple[str, ...]) -> bool:
    return any(sign in text for sign in signs)


def test_the_sweep_meets_files_with_the_hostile_name_in_them(taken):
    texts = [text.decode() for each in taken.values() for text in each.texts.values()]

    assert len(texts) > 40
    assert sum("C calc" in text for text in texts) > 5


def test_no_cell_of_any_text_file_begins_as_a_formula_does(taken):
    for each in taken.values():
        for name, content in each.texts.items():
            text = content.decode("utf-8-sig")
            assert "\u202e" not in text, name
            assert "\x07" not in text, name
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
                for cell in row:
                    assert _is_number(cell) or cell.lstrip()[:1] not in tuple(SIGNS), (name, cell)


def _is_number(cell: str) -> bool:
    """-1,5 is one: a sign before digits alone computes nothing."""
    return cell.removeprefix("-").replace(",", "", 1).isdecimal()


def test_no_workbook_holds_a_formula_a_link_or_anything_but_sheets(taken):
    for each in taken.values():
        for name, content in each.books.items():
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                parts = book.namelist()
                sheets = [book.read(part) for part in parts if "worksheets/sheet" in part]
            assert not [part for part in parts if "external" in part or "vba" in part], name
            assert sheets, name
            for sheet in sheets:
                assert b"<f>" not in sheet, name
                assert b"<f " not in sheet, name
                assert b"hyperlink" not in sheet, name


def test_every_workbook_says_what_it_holds_and_when(taken):
    for each in taken.values():
        for name, content in each.books.items():
            rows = _rows(content, f"{name}.xlsx")
            notes = {row.cells[0] for row in rows if row.sheet == rows[-1].sheet}
            assert {"PESEL", "Pobranie: kto"} <= notes, name
            assert notes & {"Pobranie: kiedy", "Stan danych"}, (name, notes)


def _rows(content: bytes, name: str) -> list[Any]:
    with reading.opened(content, name) as book:
        return list(book.rows())


@pytest.mark.skipif(
    not OFFICE.exists(), reason="install the Debian package libreoffice-calc-nogui to run this"
)
def test_libreoffice_opens_every_workbook_and_saves_the_same(taken, tmp_path):
    books = {
        f"{site}-{name}".replace(":", "-"): content
        for site, each in taken.items()
        for name, content in each.books.items()
    }
    for name, content in books.items():
        (tmp_path / f"{name}.xlsx").write_bytes(content)

    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
        + ["--convert-to", "xlsx", "--outdir", str(tmp_path / "saved")]
        + [str(tmp_path / f"{name}.xlsx") for name in books],
        check=True,
        capture_output=True,
        timeout=600,
    )

    for name, content in books.items():
        saved = (tmp_path / "saved" / f"{name}.xlsx").read_bytes()
        assert _told(saved) == _told(content), name


def _told(content: bytes) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.sheet, row.cells) for row in _rows(content, "a.xlsx")]
