"""Pages of documents: issued by a click, found in the register, uploaded, downloaded, refused."""

import io
import re
import zipfile
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import tenancy
from core.ledger.models import AuditEvent, Member
from projects.documents import forms, inspection, kinds, operations
from projects.documents.models import IssuedPaper, StoredFile
from tests import make
from tests.make import documents

SUBJECT = documents.SUBJECT


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def anna(alfa, coordinator):
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def zaneta(alfa, anna):
    with tenancy.inside(alfa):
        return make.participation(by=anna)


@pytest.fixture
def shelf(zaneta):
    return f"/dokumenty/o/{SUBJECT}/{zaneta.pk}/"


def batch_of(alfa, anna, zaneta, count):
    with tenancy.inside(alfa):
        people = [
            make.participation(
                by=anna, of=zaneta.project, pesel=None, family_name=f"Żak {chr(65 + n)}"
            ).pk
            for n in range(count)
        ]
        return operations.issue_batch(
            kind=kinds.KINDS["contract"], subject_ids=people, on=make.TODAY, by=anna
        )


def test_a_click_issues_a_paper_and_the_shelf_offers_it_no_more(browser, alfa, zaneta, shelf):
    sent = {"kind": "contract", "subject_id": zaneta.pk}

    answer = browser.post("/dokumenty/wystaw/", sent)

    assert answer["Location"] == shelf
    page = browser.get(shelf).content.decode()
    assert "UU/KIS/2026/0001" in page.replace("2027/", "2026/") or "UU/KIS/" in page
    assert 'value="contract"' not in page
    assert 'value="declaration"' in page


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "nothing", "subject_id": uuid4()},
        {"kind": "contract", "subject_id": uuid4()},
        {"kind": "contract", "subject_id": "nonsense"},
        {},
    ],
)
def test_a_paper_about_nothing_is_not_found(browser, zaneta, sent):
    assert browser.post("/dokumenty/wystaw/", sent).status_code == 404


def test_a_paper_opens_at_once_and_is_kept_by_nobody(browser, alfa, anna, zaneta):
    with tenancy.inside(alfa):
        paper = documents.paper(by=anna, about=zaneta)

    answer = browser.get(f"/dokumenty/{paper.pk}.pdf")

    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="UU-KIS-2026-0001.pdf"'
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_an_upload_is_only_ever_saved_and_runs_nothing(browser, alfa, anna, zaneta):
    with tenancy.inside(alfa):
        file = documents.file(by=anna, about=zaneta, filename="orzeczenie Żanety.pdf")

    answer = browser.get(f"/dokumenty/plik/{file.pk}/pobierz")

    assert answer.content == documents.pdf()
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''orzeczenie")
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    with tenancy.inside(alfa):
        assert AuditEvent.objects.latest("pk").verb == "opened a file"


def test_a_neighbours_papers_and_files_do_not_exist(client_of, alfa, beta, anna, zaneta, shelf):
    neighbour = make.account("bob@example.org", "Bob Czaja", beta, "coordinator")
    with tenancy.inside(alfa):
        paper, file = documents.paper(by=anna, about=zaneta), documents.file(by=anna, about=zaneta)
    addresses = [f"/dokumenty/{paper.pk}.pdf", f"/dokumenty/plik/{file.pk}/pobierz", shelf]

    for where in (alfa, beta):
        client = client_of(neighbour, where)
        assert {client.get(address).status_code for address in addresses} == {404}


def test_a_viewer_of_figures_gets_no_list_no_paper_and_no_file(client_of, alfa, anna, zaneta):
    viewer = make.account("ewa@example.org", "Ewa Konkel", alfa, "viewer")
    with tenancy.inside(alfa):
        paper, file = documents.paper(by=anna, about=zaneta), documents.file(by=anna, about=zaneta)
    client = client_of(viewer, alfa)

    assert client.get("/dokumenty/").status_code == 403
    assert client.get(f"/dokumenty/{paper.pk}.pdf").status_code == 404
    assert client.get(f"/dokumenty/plik/{file.pk}/pobierz").status_code == 404


def test_a_file_is_uploaded_by_the_form_and_stands_on_the_shelf(browser, alfa, shelf):
    sent = SimpleUploadedFile("skan.png", documents.picture(), content_type="text/html")

    answer = browser.post(shelf, {"title": "Orzeczenie", "file": sent})

    assert answer.status_code == 302
    assert "Orzeczenie" in browser.get(shelf).content.decode()


def test_a_refused_file_is_said_at_its_field_and_the_title_stays(browser, alfa, shelf):
    sent = SimpleUploadedFile("skan.png", b"<svg/>", content_type="image/png")

    page = browser.post(shelf, {"title": "Moje orzeczenie", "file": sent}).content.decode()

    assert "skan.png" in page
    assert "Moje orzeczenie" in page
    assert 'class="error-summary"' in page
    with tenancy.inside(alfa):
        assert not StoredFile.objects.exists()


def test_a_file_above_the_limit_is_cut_on_its_way_and_refused(browser, alfa, shelf, settings):
    settings.UPLOAD_LIMIT_MB = 1
    sent = SimpleUploadedFile("duzy.pdf", b"%PDF-" + bytes(3 * 1024 * 1024))

    page = browser.post(shelf, {"title": "Za duże", "file": sent}).content.decode()

    assert "duzy.pdf" in page
    assert 'class="error-summary"' in page


def test_the_register_finds_by_name_number_kind_and_month(browser, alfa, anna, zaneta):
    batch_of(alfa, anna, zaneta, 2)
    with tenancy.inside(alfa):
        documents.paper(by=anna, about=zaneta, kind="declaration")

    def found(query):
        return [
            number
            for number in ("UU/KIS/2026/0001", "UU/KIS/2026/0002", "DU/KIS/2026/0001")
            if number in browser.get(f"/dokumenty/{query}").content.decode()
        ]

    assert len(found("")) == 3
    assert found("?q=cwik") == ["DU/KIS/2026/0001"]
    assert found("?q=uu/kis/2026/0002") == ["UU/KIS/2026/0002"]
    assert len(found("?rodzaj=contract")) == 2
    assert len(found("?miesiac=2026-11")) == 3
    assert found("?miesiac=2026-10") == []
    assert found("?stan=uniewaznione") == []
    assert len(found("?projekt=nonsense&partia=nonsense&miesiac=13-13")) == 3


def test_a_pesel_typed_into_the_search_never_reaches_the_address(browser, zaneta):
    answer = browser.post("/dokumenty/", {"q": make.PESEL_OF_A_WOMAN})

    assert answer["Location"] == "/dokumenty/"


def test_the_register_asks_as_often_for_forty_papers_as_for_one(browser, alfa, anna, zaneta):
    def questions():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get("/dokumenty/").status_code == 200
        return len(asked)

    batch_of(alfa, anna, zaneta, 1)
    browser.get("/dokumenty/")
    for_one = questions()
    batch_of(alfa, anna, zaneta, 12)

    assert questions() == for_one
    assert for_one <= 22


def test_many_people_get_their_papers_in_one_file_or_in_an_archive(browser, alfa, anna, zaneta):
    address = f"/dokumenty/wystaw-wiele/?rodzaj=contract&projekt={zaneta.project_id}"
    with tenancy.inside(alfa):
        ewa = make.participation(by=anna, of=zaneta.project, pesel=None, family_name="Żak")

    answer = browser.post(address, {"subject_id": [zaneta.pk, ewa.pk]})

    register = browser.get(answer["Location"]).content.decode()
    with tenancy.inside(alfa):
        papers = list(IssuedPaper.objects.order_by("number"))
    batch_id = papers[0].batch_id
    assert len(papers) == 2
    assert f"/dokumenty/partia/{batch_id}.zip" in register
    assert browser.get(f"/dokumenty/partia/{batch_id}.pdf").content.startswith(b"%PDF-")
    archive = browser.get(f"/dokumenty/partia/{batch_id}.zip").content
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.namelist() == [
            f"{paper.full_number.replace('/', '-')}.pdf" for paper in papers
        ]


def test_of_many_chosen_people_the_rest_wait_marked_for_one_more_click(
    browser, alfa, anna, zaneta, monkeypatch
):
    monkeypatch.setattr(forms, "MOST_AT_ONCE", 2)
    address = f"/dokumenty/wystaw-wiele/?rodzaj=contract&projekt={zaneta.project_id}"
    with tenancy.inside(alfa):
        people = [
            make.participation(by=anna, of=zaneta.project, pesel=None, family_name=f"Żak {n}").pk
            for n in "ABC"
        ]

    first = browser.post(address, {"subject_id": people})
    page = browser.get(first["Location"]).content.decode()
    last = browser.post(first["Location"], {"subject_id": people[2:]})

    assert page.count(" checked") == 1
    assert re.search(f'value="{people[2]}"[^>]* checked', page)
    with tenancy.inside(alfa):
        [batch_id] = set(IssuedPaper.objects.values_list("batch_id", flat=True))
        assert sorted(IssuedPaper.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert last["Location"] == f"/dokumenty/?partia={batch_id}"


def test_a_list_of_people_may_send_a_batch_without_naming_the_project(browser, alfa, zaneta):
    sent = {"kind": "contract", "subject_id": [zaneta.pk]}

    answer = browser.post("/dokumenty/wystaw-wiele/", sent)

    assert "partia=" in answer["Location"]


def test_nobody_chosen_is_said(browser, zaneta):
    address = f"/dokumenty/wystaw-wiele/?rodzaj=contract&projekt={zaneta.project_id}"

    assert 'class="error-summary"' in browser.post(address, {"x": "y"}).content.decode()


def test_a_paper_is_issued_again_and_voided_from_its_page(browser, alfa, anna, zaneta):
    with tenancy.inside(alfa):
        paper = documents.paper(by=anna, about=zaneta)

    again = browser.post(f"/dokumenty/{paper.pk}/ponownie/")
    voided = browser.post(f"{again['Location']}uniewaznij/", {"reason": "pomyłka"})

    assert "pomyłka" in browser.get(voided["Location"]).content.decode()
    with tenancy.inside(alfa):
        assert IssuedPaper.objects.filter(voided_at__isnull=False).get().version == 2


def test_a_wording_is_previewed_before_it_is_in_force(browser, zaneta):
    address = "/dokumenty/wzory/contract/"

    good = browser.post(f"{address}podglad.pdf", {"body": "Umowa z: {osoba}."})
    bad = browser.post(f"{address}podglad.pdf", {"body": "Umowa z: {osba}."})
    saved = browser.post(address, {"body": "Umowa z: {osoba}.", "version": "0"})

    assert good.content.startswith(b"%PDF-")
    assert bad.status_code == 409
    assert "{osba}" in bad.content.decode()
    assert saved.status_code == 302
    assert "Umowa z: {osoba}." in browser.get(address).content.decode()


def test_a_row_of_signs_is_uploaded_and_shown(browser, alfa):
    sent = {
        "fund": "FEP",
        "description": "cztery znaki",
        "confirmed": "on",
        "colour": SimpleUploadedFile("znaki.png", documents.picture(width=1660, height=150)),
    }

    assert browser.post("/dokumenty/znaki/", sent).status_code == 302
    page = browser.get("/dokumenty/znaki/").content.decode()
    assert 'alt="cztery znaki"' in page


def test_a_case_worker_issues_papers_but_words_none(client_of, alfa, zaneta):
    worker = make.account("jan@example.org", "Jan Hinc", alfa, "case_worker")
    client = client_of(worker, alfa)

    assert client.get("/dokumenty/").status_code == 200
    assert client.get("/dokumenty/wzory/").status_code == 403
    assert client.get("/dokumenty/znaki/").status_code == 403


def test_a_file_is_inspected_before_anything_is_held_open(browser, shelf, monkeypatch):
    looked = []

    def inspected(content, **told):
        looked.append([one for one in connection.atomic_blocks if not one._from_testcase])
        return inspection.inspect(content, **told)

    monkeypatch.setattr(forms, "inspect", inspected)
    sent = {"title": "orzeczenie", "file": SimpleUploadedFile("a.pdf", documents.pdf())}
    browser.post(shelf, sent)

    assert looked == [[]]
