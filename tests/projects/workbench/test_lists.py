"""A list as its members like it: order, columns, views, files."""

import csv
import io

import pytest

from core import tenancy
from core.ledger.models import AuditEvent
from projects.participants.list_page import PARTICIPANTS
from projects.workbench.models import ListSetting, SavedView
from projects.workbench.taking_out import ReasonMissing
from tests import make
from tests.make import workbench
from tests.projects.workbench.conftest import names

LIST = "/uczestnicy/"
SAVE = "/warsztat/widoki/zapisz/"


def heads(answer) -> dict[str, str]:
    """How each column of the page is sorted, by its label."""
    return {column.label: column.sorted for column in answer.context["listing"].table.columns}


def labels(answer) -> list[str]:
    return list(heads(answer))


def save(browser, **facts):
    usual = {"list": "participants", "name": "Kobiety", "query": "plec=F", "column": ["person"]}
    return browser.post(SAVE, {**usual, **facts})


def test_a_column_orders_the_list_both_ways_and_says_so(browser, club):
    first = browser.get(f"{LIST}?kolejnosc=started")
    last = browser.get(f"{LIST}?kolejnosc=-started")

    assert names(first) == ["Ćwik Żaneta", "Cyman Ewa", "Żak Adam"]
    assert names(last) == ["Żak Adam", "Cyman Ewa", "Ćwik Żaneta"]
    assert heads(first)["Pierwsze wsparcie"] == "ascending"
    assert 'aria-sort="descending"' in last.content.decode()


@pytest.mark.parametrize("asked", ["nonsense", "-nonsense", "status", "--started", ""])
def test_an_order_that_does_not_exist_is_the_alphabetical_one(browser, club, asked):
    page = browser.get(LIST, {"kolejnosc": asked})

    assert names(page) == ["Cyman Ewa", "Ćwik Żaneta", "Żak Adam"]


def test_a_second_click_on_a_head_turns_the_order_round_and_keeps_the_filters(browser, club):
    page = browser.get(f"{LIST}?plec=F&kolejnosc=started&page=1")

    started = page.context["listing"].table.columns[2]
    assert started.sort_url == "?plec=F&kolejnosc=-started"


def test_chosen_columns_are_the_members_own_and_stay(browser, club, client_of, alfa):
    chosen = {"list": "participants", "column": ["age", "person"], "query": "plec=F&kolumny=state"}
    answer = browser.post("/warsztat/kolumny/", chosen)
    jan = client_of(make.account("jan@example.org", "Jan Hinc", alfa, "coordinator"), alfa)

    assert answer.url == f"{LIST}?plec=F"
    assert len(labels(browser.get(LIST))) == 2
    assert len(labels(jan.get(LIST))) == 5


def test_the_column_with_the_name_cannot_be_left_out(browser, club):
    browser.post("/warsztat/kolumny/", {"list": "participants", "column": ["age"]})

    assert len(labels(browser.get(LIST))) == 2
    assert names(browser.get(LIST)) == ["Cyman Ewa", "Ćwik Żaneta", "Żak Adam"]


def test_columns_can_be_put_back_as_they_were_at_first(browser, club):
    before = labels(browser.get(LIST))
    browser.post("/warsztat/kolumny/", {"list": "participants", "column": ["person", "age"]})

    browser.post("/warsztat/kolumny/", {"list": "participants", "reset": "yes", "column": ["age"]})

    assert labels(browser.get(LIST)) == before


def test_a_view_keeps_filters_order_and_columns_but_no_words(browser, club, alfa):
    answer = save(
        browser,
        query="plec=F&kolejnosc=-started&q=cwik&page=2",
        column=["person", "age"],
        is_shared="on",
    )

    with tenancy.inside(alfa):
        view = SavedView.objects.get()
    assert view.query == "plec=F&kolejnosc=-started"
    assert (view.columns, view.is_shared) == (["person", "age"], True)
    opened = browser.get(answer.url)
    assert names(opened) == ["Cyman Ewa", "Ćwik Żaneta"]
    assert len(labels(opened)) == 2
    assert opened.context["listing"].view == view
    assert not opened.context["listing"].is_changed


def test_a_view_that_was_changed_on_the_way_says_so(browser, club):
    address = save(browser).url

    assert browser.get(f"{address}&stan=przyjete").context["listing"].is_changed


def test_a_second_view_of_the_same_name_is_refused_at_the_field(browser, club, alfa):
    save(browser)

    answer = save(browser, name="KOBIETY", query="plec=M")

    assert set(answer.context["form"].errors) == {"name"}
    assert 'value="plec=M"' in answer.content.decode()
    with tenancy.inside(alfa):
        assert SavedView.objects.count() == 1


def test_only_shared_views_reach_a_colleague_and_only_the_owner_changes_them(
    browser, club, client_of, alfa, anna
):
    with tenancy.inside(alfa):
        shared = workbench.saved_view(by=anna)
        private = workbench.saved_view(by=anna, name="Tylko moje", is_shared=False)
    jan = client_of(make.account("jan@example.org", "Jan Hinc", alfa, "case_worker"), alfa)

    offered = [link.label for link in jan.get(LIST).context["listing"].views]

    assert "Kobiety" in offered
    assert "Tylko moje" not in offered
    assert jan.get(f"/warsztat/widoki/{shared.pk}/").status_code == 302
    assert jan.get(f"/warsztat/widoki/{private.pk}/").status_code == 404
    assert jan.post(f"/warsztat/widoki/{shared.pk}/usun/").status_code == 404
    assert jan.post(f"/warsztat/widoki/{shared.pk}/zmien/", {"name": "x"}).status_code == 404


def test_a_list_begins_with_the_chosen_view_until_everything_is_asked_for(browser, club, alfa):
    address = save(browser).url
    with tenancy.inside(alfa):
        view = SavedView.objects.get()

    browser.post("/warsztat/widoki/pierwszy/", {"list": "participants", "view": str(view.pk)})

    assert browser.get(LIST).url == address
    assert len(names(browser.get(f"{LIST}?widok=-"))) == 3
    browser.post("/warsztat/widoki/pierwszy/", {"list": "participants"})
    assert browser.get(LIST).status_code == 200


def test_a_list_does_not_begin_with_a_view_that_is_shared_no_more(
    browser, club, client_of, alfa, anna
):
    with tenancy.inside(alfa):
        view = workbench.saved_view(by=anna)
    jan = client_of(make.account("jan@example.org", "Jan Hinc", alfa, "case_worker"), alfa)
    jan.post("/warsztat/widoki/pierwszy/", {"list": "participants", "view": str(view.pk)})
    browser.post(f"/warsztat/widoki/{view.pk}/zmien/", {"name": "Kobiety"})

    assert jan.get(LIST).status_code == 200


def test_a_renamed_view_keeps_its_address_and_a_deleted_one_leaves_no_trace(browser, club, alfa):
    save(browser)
    with tenancy.inside(alfa):
        view = SavedView.objects.get()
    browser.post("/warsztat/widoki/pierwszy/", {"list": "participants", "view": str(view.pk)})

    renamed = browser.post(f"/warsztat/widoki/{view.pk}/zmien/", {"name": "Panie"}, follow=True)
    browser.post(f"/warsztat/widoki/{view.pk}/usun/")

    assert "Panie" in renamed.content.decode()
    assert browser.get(LIST).status_code == 200
    with tenancy.inside(alfa):
        assert not SavedView.objects.exists()
        assert ListSetting.objects.get().default_view is None


def test_an_export_is_what_the_list_shows_and_is_on_record(browser, club, alfa):
    answer = browser.post(
        "/warsztat/eksport/",
        {
            "list": "participants",
            "format": "csv",
            "query": "plec=F&kolejnosc=-started&page=7",
            "column": ["person", "started", "age"],
        },
    )

    text = answer.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert rows[0] == ["Osoba", "Pierwsze wsparcie", "Wiek przy starcie"]
    assert [row[:2] for row in rows[1:]] == [
        ["Cyman Ewa", "2026-04-04"],
        ["Ćwik Żaneta", "2026-03-03"],
    ]
    assert answer["Content-Disposition"].endswith('.csv"')
    with tenancy.inside(alfa):
        event = AuditEvent.objects.get(verb="exported a list")
    assert event.subject_count == 2
    assert event.fields == ["age", "person", "started"]


def test_the_trail_tells_that_a_search_was_exported_and_not_whose_name_it_was(browser, club, alfa):
    told = {
        "list": "participants",
        "format": "csv",
        "query": "q=%C4%86wik&plec=F",
        "column": ["age"],
    }

    answer = browser.post("/warsztat/eksport/", told)

    with tenancy.inside(alfa):
        reason = AuditEvent.objects.get(verb="exported a list").reason
    assert answer.status_code == 200
    assert reason.startswith("csv; ")
    assert "…" in reason
    assert "Ćwik" not in reason


def test_no_column_of_any_export_holds_a_pesel(browser, club):
    every = [column.code for column in PARTICIPANTS.columns]

    for file_format in ("csv", "parquet", "xlsx"):
        told = {"list": "participants", "format": file_format, "column": every}
        answer = browser.post("/warsztat/eksport/", told)
        assert answer.status_code == 200
        assert make.PESEL_OF_A_WOMAN.encode() not in answer.content


ANOTHER = "85822812361"


def with_numbers(**more):
    told = {"list": "participants", "format": "csv", "column": ["person"], "with_pesel": "yes"}
    return {**told, **more}


def test_whole_numbers_go_out_with_a_reason_which_is_on_record(browser, club, alfa):
    reason = "kontrola projektu 12/2026"

    answer = browser.post("/warsztat/eksport/", with_numbers(reason=reason))

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["Osoba", "PESEL"],
        ["Cyman Ewa", ""],
        ["Ćwik Żaneta", make.PESEL_OF_A_WOMAN],
        ["Żak Adam", make.PESEL_OF_A_MAN],
    ]
    with tenancy.inside(alfa):
        event = AuditEvent.objects.get(verb="exported a list with PESEL numbers")
        assert event.reason.startswith(reason)
    assert (event.subject_count, event.fields) == (3, ["person", "pesel"])


@pytest.mark.parametrize("reason", ["", "  ", "bo"])
def test_without_a_reason_no_number_goes_out(browser, club, alfa, reason):
    answer = browser.post("/warsztat/eksport/", with_numbers(reason=reason), follow=True)

    assert make.PESEL_OF_A_WOMAN.encode() not in answer.content
    page = answer.content.decode()
    assert '<details class="chip" name="filters" open>' in page
    assert 'id="with-pesel" checked' in page
    assert f'<p class="field-error" id="pesel-reason_error">{ReasonMissing.message}' in page
    with tenancy.inside(alfa):
        assert not AuditEvent.objects.filter(verb__startswith="exported").exists()


@pytest.mark.parametrize("role", ["case_worker", "settlement_officer", "auditor"])
def test_whoever_does_not_answer_for_the_project_takes_no_numbers(client_of, alfa, club, role):
    jan = client_of(make.account("jan@example.org", "Jan Hinc", alfa, role), alfa)

    answer = jan.post("/warsztat/eksport/", with_numbers(reason="kontrola projektu"))

    assert answer.status_code == 403
    assert "with_pesel" not in jan.get(LIST).content.decode()


def test_a_number_of_another_coordinators_project_stays_here(client_of, alfa, anna, club):
    with tenancy.inside(alfa):
        other = make.project(by=anna, title="Inny")
        make.participation(by=anna, of=other, family_name="Hinc", pesel=ANOTHER)
    jan = make.account("jan@example.org", "Jan Nowak", alfa, "case_worker")
    make.tenants.grant(
        account=jan, tenant=alfa, role="coordinator", project_id=other.pk, by=make.BY
    )

    answer = client_of(jan, alfa).post("/warsztat/eksport/", with_numbers(reason="kontrola"))

    told = answer.content.decode()
    assert ANOTHER in told
    assert "Żak Adam" in told
    assert make.PESEL_OF_A_MAN not in told


def test_an_export_holds_only_whom_the_member_may_see(club, client_of, alfa, anna):
    with tenancy.inside(alfa):
        other = make.project(by=anna, title="Inny")
    jan = make.account("jan@example.org", "Jan Hinc")
    make.tenants.grant(
        account=jan, tenant=alfa, role="case_worker", project_id=other.pk, by=make.BY
    )

    told = {"list": "participants", "format": "csv", "column": ["person"]}
    answer = client_of(jan, alfa).post("/warsztat/eksport/", told)

    assert answer.content.decode("utf-8-sig") == "Osoba\r\n"


@pytest.mark.parametrize("wrong", [{"format": "exe"}, {"list": "nonsense"}, {}])
def test_an_export_of_nothing_known_is_not_found(browser, wrong):
    told = {"list": "participants", **wrong}

    assert browser.post("/warsztat/eksport/", told).status_code == 404


def test_whoever_sees_no_people_takes_out_none(client_of, alfa, club):
    viewer = client_of(make.account("jan@example.org", "Jan Hinc", alfa, "viewer"), alfa)

    answer = viewer.post("/warsztat/eksport/", {"list": "participants", "format": "csv"})

    assert answer.status_code == 403


def test_the_keys_can_be_switched_off_by_each_member(browser, club, client_of, alfa):
    jan = client_of(make.account("jan@example.org", "Jan Hinc", alfa, "coordinator"), alfa)

    browser.post("/warsztat/klawisze/", {"is_on": "no"})

    assert 'data-keys="off"' in browser.get(LIST).content.decode()
    assert "ui/js/keys.js" not in browser.get(LIST).content.decode()
    assert 'data-keys="on"' in jan.get(LIST).content.decode()
    browser.post("/warsztat/klawisze/", {"is_on": "yes"})
    assert 'data-keys="on"' in browser.get(LIST).content.decode()
