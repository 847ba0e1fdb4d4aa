"""Pages of look-alikes: asked before somebody is entered, compared, decided, taken back."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import tenancy
from core.days import today
from core.ledger.models import Member
from projects.participants.models import Participation, Person, PersonLink
from tenants import operations as tenants
from tests import make
from tests.make import path as make_path
from tests.projects.participants.test_views_changes import PERSON, START


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def anna(coordinator, alfa) -> Member:
    with tenancy.inside(alfa):
        return Member.objects.get(account_id=coordinator.pk)


@pytest.fixture
def zaneta(alfa, anna) -> Participation:
    with tenancy.inside(alfa):
        return make.participation(by=anna)


@pytest.fixture
def twin(alfa, anna, zaneta) -> Participation:
    with tenancy.inside(alfa):
        return make_path.lookalike(zaneta, by=anna)


@pytest.fixture
def running(alfa, anna):
    """A project that runs today, so that its form of entering is open."""
    with tenancy.inside(alfa):
        return make.project(
            by=anna,
            title="Klub",
            starts_on=today() - timedelta(days=400),
            ends_on=today() + timedelta(days=400),
        )


def _typed(**facts):
    """Żaneta's name and day of birth, typed anew without her PESEL."""
    usual = {
        **PERSON,
        **START,
        "family_name": "Ćwik",
        "given_name": "Żaneta",
        "pesel": "",
        "no_pesel": "on",
        "born_on": "28.02.1885",
        "sex": "F",
    }
    return {**usual, **facts}


def _question(zaneta) -> str:
    return f"alike_{zaneta.person_id.hex}"


def test_a_lookalike_is_asked_about_before_anything_is_saved(browser, zaneta, running, alfa):
    answer = browser.post(f"/uczestnicy/dodaj/{running.pk}/", _typed())

    assert set(answer.context["form"].errors) == {_question(zaneta)}
    assert f"/uczestnicy/{zaneta.pk}/" in answer.content.decode()
    with tenancy.inside(alfa):
        assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("answered", "kinds"), [("SAME", ["SAME"]), ("DIFFERENT", ["DIFFERENT"]), ("LATER", [])]
)
def test_the_answer_is_carried_out_when_the_person_is_saved(
    browser, zaneta, running, alfa, answered, kinds
):
    typed = _typed(**{_question(zaneta): answered})

    answer = browser.post(f"/uczestnicy/dodaj/{running.pk}/", typed)

    assert answer.status_code == 302
    with tenancy.inside(alfa):
        assert Person.objects.count() == 2
        assert list(PersonLink.objects.values_list("kind", flat=True)) == kinds


def test_an_answer_that_is_none_of_the_three_is_asked_again(browser, zaneta, running):
    typed = _typed(**{_question(zaneta): "MERGE"})

    answer = browser.post(f"/uczestnicy/dodaj/{running.pk}/", typed)

    assert set(answer.context["form"].errors) == {_question(zaneta)}


def test_somebody_out_of_sight_is_hinted_at_but_not_named(client_of, zaneta, running, alfa, anna):
    worker = make.account("jan@example.org", "Jan Hinc")
    grant = {"role": "case_worker", "project_id": running.pk}
    tenants.grant(account=worker, tenant=alfa, by=make.BY, **grant)
    with tenancy.inside(alfa):
        Person.objects.filter(pk=zaneta.person_id).update(family_name="Ćwikła")

    answer = client_of(worker, alfa).post(f"/uczestnicy/dodaj/{running.pk}/", _typed(), follow=True)

    assert answer.status_code == 200
    assert "Ćwikła" not in answer.content.decode()
    assert [message.level_tag for message in answer.context["messages"]].count("warning") >= 1


def test_a_pair_is_compared_linked_and_shows_both_on_each_page(browser, zaneta, twin, alfa):
    listed = browser.get("/uczestnicy/podobne/").content.decode()

    browser.post(
        "/uczestnicy/podobne/decyzja/",
        {"one": zaneta.person_id, "other": twin.person_id, "kind": "SAME", "reason": "akta"},
    )

    assert listed.count("Ćwik Żaneta") >= 2
    assert (
        f"/uczestnicy/{twin.pk}/" in browser.get(f"/uczestnicy/{zaneta.pk}/dane/").content.decode()
    )
    theirs = browser.get(f"/uczestnicy/{twin.pk}/dane/").content.decode()
    assert f"/uczestnicy/{zaneta.pk}/" in theirs
    assert "akta" in browser.get("/uczestnicy/podobne/?stan=powiazane").content.decode()


def test_a_decision_is_taken_back_and_the_pair_is_asked_about_again(browser, zaneta, twin, alfa):
    pair = {"one": zaneta.person_id, "other": twin.person_id}
    browser.post("/uczestnicy/podobne/decyzja/", {**pair, "kind": "DIFFERENT"})
    with tenancy.inside(alfa):
        link = PersonLink.objects.get()
    decided = browser.get("/uczestnicy/podobne/")

    browser.post(f"/uczestnicy/podobne/{link.pk}/cofnij/")

    assert decided.context["couples"] == []
    assert len(browser.get("/uczestnicy/podobne/").context["couples"]) == 1


def test_the_second_of_two_decisions_is_answered_with_a_sentence(browser, zaneta, twin, alfa):
    pair = {"one": zaneta.person_id, "other": twin.person_id}
    browser.post("/uczestnicy/podobne/decyzja/", {**pair, "kind": "DIFFERENT"})

    answer = browser.post("/uczestnicy/podobne/decyzja/", {**pair, "kind": "SAME"}, follow=True)

    assert [message.level_tag for message in answer.context["messages"]][-1] == "error"
    with tenancy.inside(alfa):
        assert PersonLink.objects.get().kind == "DIFFERENT"


@pytest.mark.parametrize(
    "typed", [{}, {"one": "x", "other": "y", "kind": "SAME"}, {"kind": "MERGE"}]
)
def test_nonsense_decides_nothing(browser, zaneta, twin, alfa, typed):
    answer = browser.post("/uczestnicy/podobne/decyzja/", typed, follow=True)

    assert answer.status_code == 200
    with tenancy.inside(alfa):
        assert not PersonLink.objects.exists()


def test_whoever_does_not_work_with_people_sees_no_pairs(client_of, zaneta, twin, alfa):
    officer = make.account("ewa@example.org", "Ewa Konkel", alfa, "settlement_officer")

    assert client_of(officer, alfa).get("/uczestnicy/podobne/").status_code == 403


@pytest.mark.parametrize("couples", [1, 8])
def test_the_list_asks_as_many_questions_for_many_pairs_as_for_one(
    browser, zaneta, alfa, anna, couples
):
    with tenancy.inside(alfa):
        of = make.project(by=anna, title="Nowa droga")
        for number in range(couples):
            born_on = date(1990, 1 + number, 1 + 3 * number)
            for project in (zaneta.project, of):
                make.participation(by=anna, of=project, pesel=None, born_on=born_on)
    browser.get("/uczestnicy/podobne/")

    with CaptureQueriesContext(connection) as asking:
        page = browser.get("/uczestnicy/podobne/")

    assert len(page.context["couples"]) == couples
    selects = [each["sql"] for each in asking if each["sql"].startswith("SELECT")]
    assert len(selects) <= 15, "\n".join(each[:120] for each in selects)
