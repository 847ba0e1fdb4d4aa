"""The pages: the state, the list with its mends, the file that leaves, files that come back."""

import re
from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import tenancy
from core.ledger.models import Member
from projects.sm_efs.models import Export, Upload
from projects.sm_efs.queries.lines import lines_of
from projects.sm_efs.queries.mends import stored_mends
from projects.sm_efs.rules import files
from projects.sm_efs.rules.record import lay_out
from tests import make
from tests.everywhere import daily
from tests.make import sm_efs
from tests.make.sm_efs import LAYOUT
from ui.parts import Cell


@pytest.fixture
def by(alfa, coordinator):
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def project(by, alfa):
    with tenancy.inside(alfa):
        project = sm_efs.fed_project(by=by)
        sm_efs.person(project, by=by, serial=1)
        sm_efs.person(project, by=by, serial=2, place="KARTUZY")
        sm_efs.person(project, by=by, serial=3, phone="")
    return project


@pytest.fixture
def browser(alfa, coordinator, client_of, project):
    return client_of(coordinator, alfa)


def page_of(name, project, **kwargs):
    kwargs = kwargs or {"project_id": project.pk}
    return reverse(f"sm_efs:{name}", urlconf="config.urls_tenant", kwargs=kwargs)


def sent(browser, project, kind, content, name="plik.csv"):
    file = SimpleUploadedFile(name, content)
    address = page_of("upload", project)
    return browser.post(address, {"kind": kind, "file": file}, follow=True)


def test_the_state_says_what_is_ready_and_what_would_be_rejected(browser, project):
    page = browser.get(page_of("project", project)).content.decode()

    assert "SM EFS odrzuciłby 2 wiersze" in page
    assert "adres według TERYT" in page
    assert "brak telefonu" in page
    assert "świeży szablon" in page


def test_the_number_of_queries_is_small_and_does_not_grow(browser, project, by, alfa):
    names = ("project", "people", "export", "columns")

    def asked():
        return {n: len(daily.queries_of(browser, page_of(n, project))[1]) for n in names}

    few = asked()
    with tenancy.inside(alfa):
        for serial in range(4, 9):
            sm_efs.person(project, by=by, serial=serial)

    assert asked() == few
    assert max(few.values()) <= 15, few


def test_a_mend_is_shown_before_it_is_saved(browser, project, alfa):
    with tenancy.inside(alfa):
        bad = next(x for x in lines_of(project, on=make.TODAY).rows if x.record.place == "KARTUZY")
    key = f"{bad.key}:place"
    assert key in browser.get(page_of("people", project)).content.decode()
    address = f"{page_of('mend', project)}?row={key}"

    page = browser.get(address)
    form = page.context["form"]
    answer = browser.post(address, {"reason": "pisownia TERYT", "seen": form["seen"].value()})

    assert "KARTUZY" in page.content.decode()
    assert answer.status_code == 302
    with tenancy.inside(alfa):
        places = {line.record.place for line in lines_of(project, on=make.TODAY).rows}
    assert places == {"Kartuzy"}


def _words(page):
    """What a reader sees of a page, in one line."""
    return " ".join(re.sub("<[^>]*>", " ", page.content.decode()).split())


def test_all_sure_mends_are_offered_at_once_and_shown_before_they_are_saved(
    browser, project, by, alfa
):
    with tenancy.inside(alfa):
        sm_efs.person(project, by=by, serial=4, third_country="")
    address = f"{page_of('mend', project)}?row=sure"
    assert "Popraw wszystkie 2 pewne błędy" in _words(browser.get(page_of("people", project)))

    before = browser.get(address)
    browser.post(address, {"reason": "zbiorczo", "seen": before.context["form"]["seen"].value()})

    assert "2 poprawki do zapisania" in _words(before)
    with tenancy.inside(alfa):
        lines = lines_of(project, on=make.TODAY).rows
    assert {line.record.place for line in lines} == {"Kartuzy"}
    assert {line.record.third_country for line in lines} == {"NO"}
    assert "row=sure" not in browser.get(page_of("people", project)).content.decode()


def test_more_sure_mends_than_one_go_takes_are_told_before_and_after(
    browser, project, by, alfa, monkeypatch
):
    for module in ("queries.mends", "parts.project"):
        monkeypatch.setattr(f"projects.sm_efs.{module}.AT_ONCE", 1)
    with tenancy.inside(alfa):
        sm_efs.person(project, by=by, serial=4, third_country="")
        sm_efs.person(project, by=by, serial=5, place="KARTUZY")
    address = f"{page_of('mend', project)}?row=sure"

    before = browser.get(address)
    seen = before.context["form"]["seen"].value()
    answer = browser.post(address, {"reason": "zbiorczo", "seen": seen}, follow=True)

    assert "Jedna poprawka do zapisania" in _words(before)
    assert "Jeszcze 2 poprawki wprowadzisz w następnej kolejności" in _words(before)
    assert len(before.context["table"].rows) == 1
    assert "Wprowadzono jedną poprawkę." in _words(answer)
    assert "Zostały jeszcze 2 poprawki" in _words(answer)
    assert "Naraz wprowadza się najwyżej 1" in _words(answer)
    with tenancy.inside(alfa):
        assert len(stored_mends(project, on=make.TODAY)) == 2


def test_who_could_not_be_mended_is_named_on_the_page_and_kept_by_no_session_or_cookie(
    browser, project, by, alfa
):
    with tenancy.inside(alfa):
        bad = sm_efs.person(project, by=by, serial=4, place="KARTUZY", family_name="Zdrojewska")
        # Of this no click knows what is right, and no correction is taken while it stands.
        bad.started_on = date(1900, 1, 1)
        bad.save(update_fields=["started_on"])
        keys = [one.key for one in stored_mends(project, on=make.TODAY) if one.column == "place"]
    address = f"{page_of('mend', project)}?row={'&row='.join(keys)}"
    seen = browser.get(address).context["form"]["seen"].value()

    answer = browser.post(address, {"reason": "pisownia TERYT", "seen": seen})

    (row,) = answer.context["table"].rows
    assert row[0].value == str(bad.person)
    assert {str(one[0].value) for one in browser.get(row[0].url).context["table"].rows} == {
        str(bad.person)
    }
    assert "Jedna osoba pozostaje bez zmian" in _words(answer)
    assert "Wprowadzono jedną poprawkę." in _words(answer)
    flashed = answer.cookies.get("messages")
    assert not flashed or not flashed.value
    told = [*get_messages(answer.wsgi_request), *browser.session.items()]
    assert "Zdrojewska" not in " ".join(map(str, told))


def test_what_no_click_mends_leads_to_a_page_that_has_the_field(browser, project, by, alfa):
    with tenancy.inside(alfa):
        blank = {"citizenship": "", "minority": "", "labour_detail": "", "notice_given_on": None}
        sm_efs.person(project, by=by, serial=4, reported=False, **blank)
        bare = make.participation(of=project, by=by, pesel=None, family_name="Bez", sex="F")
    page = browser.get(page_of("people", project))
    rows = [row for row in page.context["table"].rows if isinstance(row[-1], Cell) and row[-1].url]

    assert {str(row[0].value) for row in rows} > {str(bare.person)}
    for person, column, _number, said, way in rows:
        url, _sign, anchor = str(way.url).partition("#")
        there = browser.get(url)
        assert there.status_code == 200, (person.value, column, said, url)
        assert not anchor or f'id="{anchor}"' in there.content.decode(), (column, way.url)


def test_nothing_is_said_to_everybody_that_the_operator_alone_can_mend(browser, project):
    page = browser.get(page_of("people", project))
    told = [(str(row[0].value), row[2].value) for row in page.context["table"].rows]

    assert "DEGURBA" not in "".join(str(row[1]) for row in page.context["table"].rows)
    assert "Stopień urbanizacji (DEGURBA) 3 osób jest nieznany" in _words(page)
    assert len(told) == len(set(told))


def test_what_changed_is_the_sum_of_what_goes_and_what_waits(browser, project, by, alfa):
    with tenancy.inside(alfa):
        sm_efs.exported(project, by=by)
        sm_efs.person(project, by=by, serial=4)
    page = browser.get(page_of("project", project))

    state, rows = page.context["state"], page.context["changes"].rows
    assert (state.to_send, state.waiting, len(rows)) == (1, 2, 3)
    assert [row[-1].value for row in rows] == ["będzie w nim", *["czeka na poprawkę"] * 2]
    assert (
        "Zmieniły się 3 wiersze, jeden będzie w następnym pliku, 2 czekają na poprawkę."
        in _words(page)
    )


def test_the_rows_that_wait_lead_to_what_is_wrong_with_that_person_alone(browser, project):
    page = browser.get(page_of("people", project))
    one = page.context["table"].rows[0][0]
    key = str(one.url).rstrip("/").rpartition("/")[2]

    only = browser.get(f"{page_of('people', project)}?osoba={key}").context["table"].rows

    assert {str(row[0].value) for row in only} == {str(one.value)}


def test_after_a_download_the_page_says_what_was_sent_by_whom_and_what_comes_next(
    browser, project, by, alfa
):
    file = browser.post(
        page_of("export", project),
        {"kind": "WHOLE", "reason": "do rozliczenia", "szansa-downloaded": "1234567"},
    )
    after = _words(browser.get(page_of("project", project)))
    later = _words(browser.get(page_of("project", project)))

    # By this the script of the page knows that the file is on its way.
    assert file.cookies["szansa-downloaded"].value == "1234567"
    assert "Plik pobrano, jako wysłany zapisano jeden wiersz." in after
    assert "Anna Lis, jako wysłany zapisano jeden wiersz." in later
    assert "Pobierz z SM EFS raport Informacja_zwrotna i wczytaj go tutaj" in later
    with tenancy.inside(alfa):
        number = lines_of(project, on=make.TODAY).rows[0].record.identifier
    sent(browser, project, "FEEDBACK", f"PESEL;Opis błędu\n{number};Zły kod".encode())
    assert "Pobierz z SM EFS raport" not in _words(browser.get(page_of("project", project)))


def test_a_mark_that_no_script_of_ours_made_is_not_given_back(browser, project):
    asked = {"kind": "WHOLE", "reason": "x", "szansa-downloaded": "1; Domain=example.org"}

    assert "szansa-downloaded" not in browser.post(page_of("export", project), asked).cookies


def test_filters_leave_what_they_say(browser, project):
    blocked = browser.get(f"{page_of('people', project)}?rodzaj=L03").content.decode()

    assert blocked.count("brak telefonu") >= 1
    assert "KARTUZY" not in blocked


def test_the_file_leaves_with_a_reason_and_not_without(browser, project, alfa):
    address = page_of("export", project)
    assert "Kogo nie ma w pliku" in browser.get(address).content.decode()

    without = browser.post(address, {"kind": "WHOLE", "reason": ""})
    file = browser.post(address, {"kind": "WHOLE", "reason": "do rozliczenia"})

    assert "attachment" not in without.get("Content-Disposition", "")
    assert file["Content-Disposition"].startswith('attachment; filename="uczestnicy-sm-efs-')
    assert "no-store" in file["Cache-Control"]
    assert len(files.read(files.lines_of(file.content), LAYOUT).rows) == 1
    with tenancy.inside(alfa):
        assert Export.objects.get().reason == "do rozliczenia"


def test_an_export_that_never_arrived_is_withdrawn(browser, project, by, alfa):
    with tenancy.inside(alfa):
        export = sm_efs.exported(project, by=by).export

    browser.post(
        page_of("withdraw", project, export_id=export.pk), {"reason": "odrzucony w całości"}
    )

    page = browser.get(page_of("project", project)).content.decode()
    assert "wycofany" in page


def test_an_export_of_the_system_is_reconciled_person_by_person(browser, project, alfa):
    with tenancy.inside(alfa):
        ours = [line.record for line in lines_of(project, on=make.TODAY).rows]
    content = sm_efs.national_file([ours[0], sm_efs.record(family_name="Obca")])

    page = sent(browser, project, "EXPORT", content).content.decode()
    there = browser.get(f"{_file(alfa, project)}?lista=tylko-tam").content.decode()

    assert "Tylko tu" in page
    assert "Obca" in there
    assert "85822812347" not in there
    assert "•••••••••47" in there


def test_feedback_stands_beside_our_own_check(browser, project, by, alfa):
    with tenancy.inside(alfa):
        number = next(x for x in lines_of(project, on=make.TODAY).rows if not x.record.phone)
    content = f"PESEL;Opis błędu\n{number.record.identifier};Brak telefonu".encode()

    page = sent(browser, project, "FEEDBACK", content).content.decode()

    assert "SM EFS odrzucił jeden wiersz" in page
    assert str(number.participation.person) in page
    assert "Brakuje numeru telefonu" in page


def test_a_list_is_mended_by_ticks_and_taken_out(browser, project, alfa):
    row = lay_out(sm_efs.record(postal_code="83300", email="żaneta@example.org"), LAYOUT)
    sent(browser, project, "LIST", files.written([row], LAYOUT))
    address = _file(alfa, project)
    upload_id = address.rstrip("/").rpartition("/")[2]

    for version, key in ((1, "sure"), (2, "2:V26:email")):
        mended = {"version": version, "row": key}
        browser.post(page_of("mend-list", project, upload_id=upload_id), mended)
    clean = browser.get(address).content.decode()
    taken = browser.post(page_of("take-list", project, upload_id=upload_id), {"reason": "import"})

    assert "SM EFS przyjąłby każdy wiersz listy" in clean
    assert b";83-300;" in taken.content
    assert b";zaneta@example.org;" in taken.content


def _file(alfa, project):
    with tenancy.inside(alfa):
        return page_of("file", project, upload_id=Upload.objects.get(project=project).pk)


def test_what_is_no_file_of_the_system_is_answered_on_the_form(browser, project):
    for kind in ("EXPORT", "FEEDBACK", "LIST"):
        page = sent(browser, project, kind, b"\0\1\2").content.decode()
        assert "nie jest tekstem" in page


def test_the_offices_contact_is_agreed_on(browser, project):
    address = page_of("office", project)
    form = browser.get(address).context["form"]
    told = {"phone": "58 681 00 00", "email": "", "reason": "zgoda kierownika", "version": 0}
    browser.post(address, told | {"opened": form["opened"].value()})

    page = browser.get(page_of("project", project)).content.decode()
    assert "brak telefonu" not in page


@pytest.mark.parametrize(
    ("role", "sees", "feeds"),
    [
        ("case_worker", True, False),
        ("auditor", True, False),
        ("settlement_officer", False, False),
        ("viewer", False, False),
    ],
)
def test_who_sees_and_who_feeds(alfa, client_of, project, by, role, sees, feeds):
    someone = make.account(f"{role}@alfa.example", "Ola", alfa, role)
    browser = client_of(someone, alfa)

    assert (browser.get(page_of("project", project)).status_code == 200) == sees
    assert (browser.get(page_of("export", project)).status_code == 200) == feeds


def test_an_older_project_is_told_that_it_is_not_told(alfa, coordinator, client_of, by):
    with tenancy.inside(alfa):
        old = make.project(by=by, rule_set="P2014", fund="RPO_WP")

    page = client_of(coordinator, alfa).get(page_of("project", old)).content.decode()

    assert "SM EFS to system lat 2021-2027" in page
