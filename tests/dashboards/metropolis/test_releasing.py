"""What leaves for the metropolis: live totals, daily breakdowns, nothing small, nothing derivable."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core import pesel, tenancy
from core.ledger.models import Member
from dashboards.metropolis import queries, releasing, tasks
from dashboards.metropolis.models import LiveTotal, ReleasedCell
from dashboards.metropolis.queries import Scope
from indicators.facts import events, publishing
from indicators.facts.models import Publication
from indicators.facts.tasks import publish_tenant
from tenants.models import Tenant
from tests import make
from tests.indicators.facts import world


@pytest.fixture
def crowd(alfa, coordinator):
    """Enter so many people in a new project of alfa, the first few of them with disabilities."""

    def enter(count: int, *, with_disabilities: int = 0, title: str = "Projekt") -> None:
        with tenancy.inside(alfa):
            anna = Member.objects.get(account_id=coordinator.pk)
            project = make.project(by=anna, title=title)
            for serial in range(count):
                number = pesel.make(
                    born_on=date(1885, 2, 1 + len(title) % 20), sex="F", serial=serial
                )
                make.participation(
                    by=anna,
                    of=project,
                    pesel=number,
                    born_on=date(1885, 2, 1 + len(title) % 20),
                    disability="YES" if serial < with_disabilities else "NO",
                )
        publish_tenant(alfa)

    return enter


def _release():
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        return releasing.release_breakdowns()


def test_cards_that_a_crash_kept_back_are_told_with_anybodys_next_news(crowd, alfa, beta):
    crowd(1)
    with tenancy.inside(beta):
        elsewhere = make.project(by=make.BY)
    publish_tenant(beta)
    with tenancy.inside(alfa):
        make.project(by=make.BY, title="Nowy")
    with tenancy.inside(alfa, role=tenancy.Role.PUBLISHING):
        # And there it dies, before those above hear of it.
        publishing.publish(alfa, on=make.TODAY)

    with tenancy.inside(beta):
        make.participation(by=make.BY, of=elsewhere)
    publish_tenant(beta)

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        assert queries.headline()["projects"] == 3
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        assert not releasing.totals_are_stale()


def test_totals_follow_within_the_publication(crowd):
    crowd(6)

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        assert queries.headline()["people"] == 6
        assert queries.headline()["projects"] == 1


def test_how_often_people_take_part_is_told_of_those_whom_the_tile_counts(alfa):
    """A total of everybody, less the people at risk beside it, would tell who is not at risk."""
    with tenancy.inside(alfa):
        first, second = (make.project(by=make.BY, edition_no=number) for number in (1, 2))
        for serial in range(20):
            who = world.person(serial)
            world.takes_part(who, first, at_risk=serial < 14)
            if serial >= 8:
                # From the fourteenth on twice, and never at risk; the last one the second time.
                world.takes_part(who, second, at_risk=serial < 14 or serial == 19)
    publish_tenant(alfa)

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        tile, told = queries.live_totals()["PEOPLE_AT_RISK"], queries.repeats()
    assert told == {1: 9, 2: 6}
    assert sum(told.values()) == tile.people == 15
    assert sum(times * people for times, people in told.items()) == tile.participations


@pytest.mark.parametrize("few", [1, 2, 3, 4])
def test_a_total_of_a_few_people_is_hidden_even_live(crowd, few):
    crowd(few)

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        assert queries.live_totals()["PEOPLE_AT_RISK"] == queries.Pair("HIDDEN", "HIDDEN")
        assert LiveTotal.objects.get(pk="PEOPLE_AT_RISK").people_count is None


def test_breakdowns_wait_for_the_release_of_the_day(crowd):
    crowd(6)
    _release()
    crowd(7, title="Drugi projekt")

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        release = queries.latest_release()
        released = queries.by_unit(release, queries.WHOLE_TIME)["2205", "PEOPLE_AT_RISK"]
        live = queries.live_totals()["PEOPLE_AT_RISK"]
    assert released.participations == 6
    assert live.participations == 13


def test_a_small_project_is_hidden_and_so_is_the_one_that_would_give_it_away(crowd):
    crowd(3, title="Mały")
    crowd(20, title="Duży projekt")
    release = _release()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        projects = list(
            ReleasedCell.objects.filter(
                release=release, project_id__isnull=False, definition_code="PEOPLE_AT_RISK"
            )
        )
        unit = queries.by_unit(release, queries.WHOLE_TIME)["2205", "PEOPLE_AT_RISK"]
    assert [cell.is_hidden for cell in projects] == [True, True]
    assert unit.participations == 23


@pytest.fixture
def of_no_unit(beta):
    """Beta lies in none of the nine units, as an organisation of the whole area may."""
    Tenant.objects.filter(pk=beta.pk).update(unit=None)
    beta.refresh_from_db()
    return beta


def test_people_of_a_tenant_of_no_unit_count_in_the_programme_and_in_no_unit(crowd, of_no_unit):
    crowd(12)
    with tenancy.inside(of_no_unit):
        project = make.project(by=make.BY)
        for serial in range(30, 39):
            world.takes_part(
                world.person(serial),
                project,
                ended_on=make.TODAY,
                completed_path=True,
                exit_situation="BEING_MONITORED",
            )
    publish_tenant(of_no_unit)
    first, release = _release(), _release()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        told = queries.by_unit(release, queries.WHOLE_TIME)
        of_projects = queries.by_project(release)
        funnel = queries.funnel(release, Scope("", "2026"))
        by_year = queries.by_unit(first, "2026")
        assert not release.breakdowns.filter(unit_code="-").exists()
    assert told["", "PEOPLE_AT_RISK"] == by_year["", "PEOPLE_AT_RISK"] == queries.Pair(21, 21)
    assert told["2205", "PEOPLE_AT_RISK"] == queries.Pair(12, 12)
    assert {unit for unit, _code in told} == {"", "2205"}
    assert of_projects[str(project.pk), "PEOPLE_AT_RISK"] == queries.Pair(9, 9)
    assert funnel.completed == queries.Pair(9, 9)


@pytest.mark.parametrize(("few", "is_told"), [(4, False), (5, True)])
def test_few_people_of_no_unit_take_what_would_tell_them_along(crowd, of_no_unit, few, is_told):
    crowd(12)
    with tenancy.inside(of_no_unit):
        project = make.project(by=make.BY)
        for serial in range(30, 30 + few):
            world.takes_part(world.person(serial), project)
    publish_tenant(of_no_unit)

    release = _release()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        of_projects = queries.by_project(release)[str(project.pk), "PEOPLE_AT_RISK"]
        unit = queries.by_unit(release, "2026")["2205", "PEOPLE_AT_RISK"]
    assert (of_projects == queries.Pair(few, few)) is is_told
    assert (unit == queries.Pair(12, 12)) is is_told


def test_people_with_disabilities_are_hidden_below_ten(crowd):
    crowd(40, with_disabilities=9)
    release = _release()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        assert "PEOPLE_WITH_DISABILITIES" not in queries.live_totals()
        pair = queries.by_unit(release, queries.WHOLE_TIME)["", "PEOPLE_WITH_DISABILITIES"]
        cells = ReleasedCell.objects.filter(release=release, disability="YES")
        assert pair == queries.Pair("HIDDEN", "HIDDEN")
        assert cells.exists()
        assert not cells.filter(is_hidden=False).exists()


def test_no_visible_cell_is_small(crowd):
    crowd(3, title="Mały")
    crowd(30, with_disabilities=12, title="Duży projekt")
    release = _release()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        visible = ReleasedCell.objects.filter(release=release, is_hidden=False)
        assert visible.exists()
        assert not visible.filter(participations_count__range=(1, 4)).exists()
        assert not visible.filter(people_count__range=(1, 4)).exists()


def test_a_figure_of_a_unit_waits_until_five_more_have_come(crowd):
    """The difference of two releases is a table too: one more tells about the one who came."""
    crowd(20)
    _release()
    crowd(3, title="Trzy osoby")
    after_three = _release()
    crowd(6, title="Sześć")
    after_nine = _release()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        waiting, told = (
            queries.by_unit(release, queries.WHOLE_TIME)["2205", "PEOPLE_AT_RISK"]
            for release in (after_three, after_nine)
        )
        live = queries.live_totals()["PEOPLE_AT_RISK"]
    assert (waiting.participations, told.participations) == (20, 29)
    assert live.participations == 29


def test_a_day_has_one_release_however_often_the_clock_asks(crowd):
    crowd(6)
    day = date(2026, 11, 21)

    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        before = releasing.is_due(on=day)
        release = releasing.release_breakdowns()
        release.released_at = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
        release.save()
        after, tomorrow = releasing.is_due(on=day), releasing.is_due(on=date(2026, 11, 22))

    assert (before, after, tomorrow) == (True, False, True)


def test_totals_lost_in_a_crash_are_counted_again(alfa, coordinator, crowd, monkeypatch):
    crowd(6)
    monkeypatch.setattr(events.published, "send", lambda **_news: None)
    crowd(5, title="Drugi projekt")
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        Publication.objects.update(published_at=timezone.now() + timedelta(seconds=1))

    tasks.renew_stale_totals.run()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        assert queries.live_totals()["PEOPLE_AT_RISK"].participations == 11


CELLS = st.dictionaries(
    st.tuples(st.sampled_from(["2204", "2205", "2261"]), st.sampled_from("abc")),
    st.integers(1, 40),
    min_size=1,
)


@given(cells=CELLS)
def test_a_total_shown_live_is_never_hidden_in_the_release(cells):
    """It could not be hidden anyway, and counting on it would leave its parts open."""
    counts: Counter = Counter()
    for (unit, project), count in cells.items():
        for place in ((unit, f"{unit}{project}"), (unit, None), ("", None)):
            counts[releasing.Key(*place, "PEOPLE_AT_RISK", "ALL", "", "")] += count

    hidden = releasing.hidden_of({k: releasing.Counts(n, n) for k, n in counts.items()})

    programme = releasing.Key("", None, "PEOPLE_AT_RISK", "ALL", "", "")
    assert programme not in hidden or counts[programme] < 5 or len(hidden) == len(counts)
    small = {key for key, count in counts.items() if count < 5}
    assert small <= hidden


def test_twins_are_hidden_together_whatever_their_counts():
    total = releasing.Key("", None, "PEOPLE_AT_RISK", "ALL", "", "")
    counts = {
        total: releasing.Counts(60, 60),
        total._replace(disability="YES"): releasing.Counts(9, 9),
        total._replace(disability="OTHER"): releasing.Counts(51, 51),
        total._replace(definition_code="PEOPLE_WITH_DISABILITIES"): releasing.Counts(10, 10),
    }

    hidden = releasing.hidden_of(counts)

    assert total._replace(definition_code="PEOPLE_WITH_DISABILITIES") in hidden
    assert total._replace(disability="YES") in hidden
    assert total not in hidden


def test_participations_without_a_first_hit_are_small_too():
    total = releasing.Key("", None, "PEOPLE_AT_RISK", "ALL", "", "")
    counts = {
        total: releasing.Counts(60, 50),
        total._replace(disability="YES"): releasing.Counts(7, 0),
        total._replace(disability="OTHER"): releasing.Counts(53, 50),
    }

    assert total._replace(disability="YES") in releasing.hidden_of(counts)


def test_where_all_of_a_live_total_have_disabilities_the_table_is_not_told():
    total = releasing.Key("", None, "EMPLOYED_AFTER", "ALL", "", "")
    yes = total._replace(disability="YES")

    hidden = releasing.hidden_of({total: releasing.Counts(8, 8), yes: releasing.Counts(8, 8)})

    assert hidden == {yes}
