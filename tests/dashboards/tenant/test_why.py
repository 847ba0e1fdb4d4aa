"""Why this number: the question of an address, who is in the answer, who is out, and the reasons."""

from datetime import date, timedelta
from urllib.parse import parse_qsl

import pytest

from core import tenancy
from core.days import today
from dashboards.tenant import why
from dashboards.tenant.why import Question
from indicators.facts import tasks as publishing
from indicators.judging import indicators
from projects.participants.models import Participation
from tests import make
from tests.make import local

CODE = "PEOPLE_AT_RISK"


@pytest.fixture
def zaneta(inside_alfa):
    return make.participation(by=inside_alfa, started_on=date(2026, 3, 3))


def ask(code=CODE, **facts):
    asked = Question(**{"as_of": today(), **facts})
    return why.answer(Participation.objects.all(), indicators(on=today())[code], asked)


def reason(code=CODE, **facts) -> str:
    (listed,) = ask(code, **facts).others
    return listed.reason


@pytest.mark.parametrize("period", ["ALL", "2026", "2026Q1", "2026-03"])
def test_whoever_counts_in_the_period_is_listed_with_the_day(zaneta, period):
    (listed,) = ask(period=period).counted

    assert (listed.participation_id, listed.counted_on) == (zaneta.pk, date(2026, 3, 3))


@pytest.mark.parametrize("period", ["2025", "2026Q2", "2026-04"])
def test_whoever_counts_in_another_period_is_out_and_told_the_day(zaneta, period):
    assert "03.03.2026" in reason(period=period)


def test_a_question_as_of_an_earlier_day_does_not_know_what_came_later(zaneta):
    assert ask(as_of=date(2026, 3, 3)).participations == 1
    assert "03.03.2026" in reason(as_of=date(2026, 3, 2))


def test_whoever_counts_but_is_not_asked_for_is_told_so(zaneta):
    assert ask(sex="F").participations == 1
    assert reason(sex="M") == "liczy się, ale nie w grupie, o którą pytamy"


def test_whom_an_indicator_of_other_rules_is_not_about_is_told_so(zaneta):
    assert "2014" in reason("CO01")


def test_whoever_does_not_fulfil_the_rule_is_told_the_branch_that_decides(inside_alfa):
    make.participation(by=inside_alfa, labour_status="EMPLOYED")

    said = reason("EMPLOYED_AFTER")

    assert said.startswith("nie mogło się liczyć; niespełnione: ")
    assert "zatrudnienie" not in said


@pytest.mark.parametrize("code", ["EMPLOYED_AFTER", "PATH_COMPLETED"])
def test_whoever_is_still_in_the_project_is_told_so_before_what_is_awaited(zaneta, code):
    assert reason(code).startswith("jest jeszcze w projekcie; jeszcze otwarte: ")


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (date(2026, 10, 29), "okno jest otwarte do 29.10.2026; jeszcze otwarte: "),
        (date(2026, 10, 30), "okno zamknęło się 29.10.2026; niespełnione: "),
    ],
)
def test_whoever_has_left_is_told_the_last_day_of_the_window(inside_alfa, zaneta, as_of, said):
    entry = make.leave_entry(
        ended_on=date(2026, 10, 1), exit_situation="BEING_MONITORED", outcomes=()
    )
    make.participants.leave(
        participation=zaneta, entry=entry, version=1, on=make.TODAY, by=inside_alfa
    )

    assert reason("EMPLOYED_AFTER", as_of=as_of).startswith(said)


def test_what_awaits_no_result_is_not_told_of_a_window(inside_alfa):
    make.participation(by=inside_alfa, disability="NO")

    assert reason("PEOPLE_WITH_DISABILITIES").startswith("niespełnione: ")


def test_one_person_in_two_projects_is_two_participations_and_one_of_the_first_trait(
    inside_alfa, zaneta
):
    other = make.project(by=inside_alfa, edition_no=2)
    make.participants.enrol(
        project=other,
        person=zaneta.person,
        start=make.start_entry(started_on=date(2026, 5, 5), disability="YES"),
        on=make.TODAY,
        by=inside_alfa,
    )

    assert (ask().participations, ask().people) == (2, 1)
    assert (ask(disability="NO").participations, ask(disability="NO").people) == (1, 1)
    # Counted under the trait of the first day, so that the parts make up the whole.
    assert (ask(disability="YES").participations, ask(disability="YES").people) == (1, 0)
    # In May alone the same person counts anew.
    assert ask(period="2026-05", disability="YES").people == 1


def test_an_address_asks_the_same_on_a_later_day(zaneta):
    asked = Question(date(2026, 11, 1), zaneta.project_id, "2026Q1", "F", "NO")
    typed = dict(parse_qsl(asked.query.removeprefix("?")))

    tomorrow = today() + timedelta(days=1)
    again, complaints = why.read(typed, projects=[zaneta.project_id], on=tomorrow)

    assert (again, complaints) == (asked, [])
    assert ask(**vars(again)) == ask(**vars(asked))


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ({"okres": "zawsze"}, {}),
        ({"okres": "2026Q5"}, {"period": "2026"}),
        ({"okres": "2031-99"}, {"period": "2031"}),
        ({"okres": "0000Q1"}, {"period": "2014"}),
        ({"okres": "9999-12"}, {"period": "2026"}),
        ({"plec": "X"}, {}),
        ({"niepelnosprawnosc": "może"}, {}),
        ({"projekt": "00000000-0000-0000-0000-000000000000"}, {}),
        ({"projekt": "x"}, {}),
        ({"stan": "jutro"}, {}),
        ({"stan": "2999-01-01"}, {}),
        ({"stan": "0001-01-01"}, {"as_of": date(2014, 1, 1)}),
    ],
)
def test_what_an_address_cannot_have_is_told_and_the_nearest_is_asked(zaneta, typed, nearest):
    asked, complaints = why.read(typed, projects=[zaneta.project_id], on=make.TODAY)

    assert asked == Question(**{"as_of": make.TODAY, **nearest})
    assert len(complaints) == 1


def test_an_address_without_faults_has_no_complaint(zaneta):
    typed = {"okres": "2036Q4", "plec": "F", "niepelnosprawnosc": "NO", "stan": "2026-11-21"}

    asked, complaints = why.read(typed, projects=[], on=make.TODAY)

    assert (asked.period, complaints) == ("2036Q4", [])


def test_the_page_of_a_figure_shows_the_published_number_and_the_list_behind_it(
    client_of, alfa, coordinator
):
    with tenancy.inside(alfa):
        who = make.participation(by=make.BY, started_on=date(2026, 3, 3))
    publishing.publish_tenant(alfa)
    address = f"/wskazniki/{CODE}/?projekt={who.project_id}&okres=2026Q1&plec=F"

    page = client_of(coordinator, alfa).get(address)

    assert page.context["figure"].participations == 1
    assert page.context["found"].participations == 1
    assert str(who.person) in page.content.decode()
    permanent = page.context["question"].query
    assert f"stan={today()}" in permanent
    again = client_of(coordinator, alfa).get(f"/wskazniki/{CODE}/{permanent}")
    assert again.context["found"] == page.context["found"]


@pytest.mark.parametrize("code", ["PEOPLE_AT_RISK", "EMPLOYED_AFTER"])
def test_the_page_of_an_earlier_day_tells_one_number_whatever_comes_later(
    client_of, alfa, coordinator, code
):
    with tenancy.inside(alfa):
        earlier = make.participation(by=make.BY, started_on=date(2026, 3, 3))
        make.participation(
            by=make.BY,
            of=earlier.project,
            family_name="Bigus",
            pesel=None,
            started_on=date(2026, 9, 9),
        )
    publishing.publish_tenant(alfa)

    page = client_of(coordinator, alfa).get(f"/wskazniki/{code}/?stan=2026-04-01")

    told = {
        page.context["headline"],
        page.context["figure"].participations,
        page.context["found"].participations,
        sum(row[-1] for row in page.context["table"].rows),
    }
    assert told == {1 if code == CODE else 0}
    assert page.context["opened"] is None
    assert "Policzone do dnia" in page.text


@pytest.mark.parametrize("period", ["0000Q1", "0000-01", "0000", "9999-12", "9999"])
def test_a_period_at_the_end_of_time_is_a_working_page(client_of, alfa, coordinator, period):
    with tenancy.inside(alfa):
        code = local.published(by=make.BY).code
    browser = client_of(coordinator, alfa)

    for asked in (CODE, code):
        page = browser.get(f"/wskazniki/{asked}/?okres={period}")
        assert page.status_code == 200
        assert f"„{period}”" in page.text


def test_an_indicator_that_there_is_none_of_leads_to_the_list(client_of, alfa, coordinator):
    page = client_of(coordinator, alfa).get("/wskazniki/OBJECTS_ADAPTED/")

    assert page.status_code == 404
    assert "OBJECTS_ADAPTED" in page.text
    assert 'href="/wskazniki/"' in page.text


def test_namesakes_are_told_apart_wherever_in_the_lists_they_are(client_of, alfa, coordinator):
    with tenancy.inside(alfa):
        facts = {"by": make.BY, "of": make.project(by=make.BY), "pesel": None}
        make.participation(**facts, born_on=date(1985, 2, 28), disability="YES")
        make.participation(**facts, born_on=date(1990, 5, 6), disability="NO")
        make.participation(**facts, family_name="Bez", disability="YES")
    browser = client_of(coordinator, alfa)

    counted = browser.get("/wskazniki/PEOPLE_WITH_DISABILITIES/").context["people"]
    others = browser.get("/wskazniki/PEOPLE_WITH_DISABILITIES/?lista=nieliczone").context["people"]

    names = [str(row[0].value) for table in (counted, others) for row in table.rows]
    assert [name.partition(", ")[2] for name in names] == ["", "ur. 28.02.1985", "ur. 06.05.1990"]


def test_the_list_of_indicators_says_where_another_band_of_age_is_read(browser_of_local):
    browser, code = browser_of_local

    shown = browser.get("/wskazniki/").text
    women = browser.get(f"/wskazniki/{code}/?plec=F")

    assert "na przykład 50 lat i więcej, to wskaźnik lokalny" in shown
    assert (women.context["figure"].people, women.context["question"].sex) == (1, "F")


@pytest.fixture
def browser_of_local(client_of, alfa, coordinator):
    """One woman of 55 and one man of 30; the unit counts those of 50 and more."""
    with tenancy.inside(alfa):
        club = make.project(by=make.BY)
        facts = {"by": make.BY, "of": club, "pesel": None, "started_on": date(2026, 3, 2)}
        make.participation(**facts, born_on=date(1971, 2, 28), sex="F")
        make.participation(**facts, born_on=date(1996, 2, 28), sex="M")
        rule = {"all": [{"field": "age", "at_least": 50}]}
        code = local.published(by=make.BY, rule=rule).code
    return client_of(coordinator, alfa), code
