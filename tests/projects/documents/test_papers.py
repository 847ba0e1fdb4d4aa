"""Every kind of paper as it comes out of the printer: tagged, Polish, whole, fetching nothing."""

import importlib
import re
import time
from datetime import date

import pytest
from django.utils import translation

from projects.agreements.models import Project
from projects.documents import drafting, kinds, press
from projects.documents.kinds import DocumentKind, Subject
from tests.make import documents

# What these tests themselves need; without it they fail, because papers would be missing too.
NEEDED = f"install the Debian packages {press.PACKAGES}"
KINDS = [kind for kind in kinds.of_subject(documents.SUBJECT) if kind.standard]
NAMES = {
    "osoba": "Żaneta Ćwik",
    "data_urodzenia": "28.02.1985 r.",
    "adres": "ul. Łąkowa 3, 83-300 Kartuzy",
}


def draft(kind: DocumentKind, *, number: str = "XX/KIS-II/2026/0012", **more: object):
    project = Project(
        title="Klub „Źródło” – zażółć gęślą jaźń",
        agreement_number="FEPM.05.11-IZ.00-0001/23",
        fund="FEP",
        leader_name="Gmina Żukowo",
        starts_on=date(2025, 1, 1),
        ends_on=date(2027, 12, 31),
    )
    subject = Subject(project, "Ćwik Żaneta", (), {**NAMES, **more})
    usual = {"version": 1, "strip": None, "mono": False, "on": date(2026, 11, 21)}
    return drafting.draft(kind, subject, number=number, text=kind.standard_wording, **usual)


def text_of(document) -> str:
    """The text of every page, with lines that were broken made whole."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in document.pages))


def test_what_sets_the_type_is_installed():
    try:
        press.make_ready()
    except press.PangoMissing:
        pytest.fail(NEEDED)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_is_a_tagged_pdf_in_polish(kind, opened):
    document = opened(draft(kind).content)

    root = document.root_object
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own boolean
    assert root["/Lang"] == "pl"
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert document.metadata["/Title"].endswith("XX/KIS-II/2026/0012")
    assert b"pdfuaid" in root["/Metadata"].get_data()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_has_the_right_polish_letters_and_its_number(kind, opened):
    document = opened(draft(kind).content)

    text = text_of(document)
    assert "Żaneta Ćwik" in text
    assert "zażółć gęślą jaźń" in text
    assert "nr XX/KIS-II/2026/0012" in text
    assert "Gmina Żukowo" in text
    assert f"strona 1 z {len(document.pages)}" in text
    assert "21.11.2026 r." in text
    assert kind.heading in text
    assert not re.search(r"[{}]", text)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_font_of_every_kind_is_embedded_and_is_ours(kind, opened):
    document = opened(draft(kind).content)

    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for page in document.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert {str(font["/FontName"]).partition("+")[2].split("-Bold")[0] for font in fonts} <= {
        "Paper",
        "PaperPolish",
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_row_of_signs_says_what_it_is_to_those_who_do_not_see_it(kind, opened):
    document = opened(draft(kind).content)

    everything = [document.get_object(n) for n in range(1, int(document.trailer["/Size"]))]
    figures = [one for one in everything if isinstance(one, dict) and one.get("/S") == "/Figure"]
    assert len(figures) == len(document.pages)
    assert {figure["/Alt"] for figure in figures} == {"Miejsce na pasek znaków: znak zastępczy"}


def test_a_paper_is_in_polish_whoever_issues_it(opened):
    with translation.override("en"):
        document = opened(draft(kinds.KINDS["contract"]).content)

    assert "Umowa uczestnictwa" in text_of(document)
    assert "21.11.2026 r." in text_of(document)


def test_a_line_of_a_wording_can_be_read_letter_by_letter(opened):
    """The signs of both files of Lato on one line, and a space between thousands."""
    kind = kinds.KINDS["contract"]
    document = opened(draft(kind, osoba="ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż 1\u202f234,56 „tak” – nie…").content)

    assert "ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż 1 234,56 „tak” – nie…" in text_of(document).replace("\xa0", " ")


def test_what_a_person_is_called_never_becomes_markup(opened):
    kind = kinds.KINDS["declaration"]
    document = opened(draft(kind, osoba="<img src='http://x/'> & {projekt} **x**").content)

    assert "<img src='http://x/'> & {projekt} **x**" in text_of(document)


def test_a_later_version_says_so_in_its_foot(opened):
    kind = kinds.KINDS["contract"]
    subject = Subject(
        Project(
            title="KIS",
            leader_name="Gmina",
            fund="FEP",
            starts_on=date(2025, 1, 1),
            ends_on=date(2027, 1, 1),
        ),
        "x",
        (),
        NAMES,
    )
    printed = drafting.draft(
        kind,
        subject,
        number="UU/K/2026/0001",
        version=2,
        text="{osoba}",
        strip=None,
        mono=False,
        on=date(2026, 1, 2),
    )

    assert "UU/K/2026/0001 · wersja 2" in text_of(opened(printed.content))


def test_a_preview_says_that_it_is_one_and_names_nobody(opened):
    kind = kinds.KINDS["contract"]
    printed = drafting.preview(kind, "Umowa z: {osoba}.", strip=None, on=date(2026, 1, 2))

    text = text_of(opened(printed.content))
    assert "PODGLĄD" in text
    assert "‹" in text
    assert printed.pages_count == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/",
        "https://example.org/x.png",
        "file:///etc/passwd",
        "file://elsewhere/etc/passwd",
        "ftp://example.org/",
        "data:image/png;base64,AAAA",
        "gopher://x/",
    ],
)
def test_a_paper_fetches_nothing_that_is_not_ours(address):
    typesetting = importlib.import_module("projects.documents.typesetting")

    with pytest.raises(typesetting.NotOurFile):
        typesetting.as_pdf(f"<img src='{address}' alt=''>", strip=b"", strip_type="")


def test_a_path_that_climbs_out_of_our_folder_is_not_ours():
    typesetting = importlib.import_module("projects.documents.typesetting")
    inside = typesetting._style_sheet().as_uri()

    assert typesetting.our_file(inside).name == "paper.css"
    for address in ("/../../../../../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/urls.py"):
        with pytest.raises(typesetting.NotOurFile):
            typesetting.our_file(inside.removesuffix("/paper.css") + address)


def test_a_tenants_own_row_of_signs_is_printed_in_the_asked_colours(opened):
    row = documents.picture(width=1660, height=150)
    grey = documents.picture("JPEG", width=1660, height=150)
    strip = press.LogoStrip(
        fund="FEP", version=1, description="cztery znaki", colour=row, mono=grey
    )

    assert press.strip_of(strip).content == row
    assert press.strip_of(strip, mono=True).media_type == "image/jpeg"
    assert press.strip_of(None).media_type == "image/svg+xml"


def test_without_the_systems_packages_one_sentence_says_which(monkeypatch):
    def missing(name: str) -> object:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(importlib, "import_module", missing)
    press._typesetting.cache_clear()

    with pytest.raises(press.PangoMissing, match="apt-get install libpango-1.0-0") as refused:
        press.make_ready()
    assert "%(" not in str(refused.value)


def test_twelve_papers_take_a_few_seconds_of_work():
    draft(kinds.KINDS["contract"])
    before = time.process_time()

    for _person in range(12):
        draft(kinds.KINDS["declaration"])

    assert time.process_time() - before < 10
