"""From counts to a candidate: what is hidden, what is rounded, and what the metropolis is not told."""

from core import tenancy
from core.ledger.models import Member
from dashboards import disclosure
from dashboards.consent import operations as consent
from dashboards.metropolis import releasing
from dashboards.public import contents, making, operations, queries
from dashboards.public.contents import DISABLED, EMPLOYED, HIDDEN, NO_DATA, Official, Place, Told
from dashboards.public.making import Counted
from indicators.facts import tasks as publishing
from tests import make
from tests.indicators.facts import world
from tests.make import public


def _whole(**more: Counted) -> dict[Place, Counted]:
    return {
        Place(): Counted(123, 121),
        Place("2205"): Counted(83, 82),
        Place("2261"): Counted(40, 40),
        Place("2205", "a"): Counted(83, 82),
        **more,  # type: ignore[dict-item]
    }


def test_numbers_are_rounded_to_five_and_zero_stays_zero():
    counted = {**_whole(), Place("2261", "b"): Counted(40, 40), Place("2210"): Counted(0, 0)}

    told = making.told(counted).cells

    assert told[Place()] == Told(125, 120)
    assert told[Place("2205")] == Told(85, 80)
    assert told[Place("2210")] == Told(0, 0)


def test_from_one_to_seven_nothing_is_told_of_either_count():
    counted = {Place(code=EMPLOYED): Counted(47, 47), Place("2205", code=EMPLOYED): Counted(40, 40)}
    counted |= {Place("2261", code=EMPLOYED): Counted(7, 7)}

    told = making.told(counted).cells

    assert told[Place("2261", code=EMPLOYED)] == Told(HIDDEN, HIDDEN)


def test_special_categories_are_hidden_up_to_nine():
    counted = {
        Place("2205", code=DISABLED): Counted(9, 9),
        Place("2261", code=DISABLED): Counted(30, 30),
    }

    told = making.told(counted).cells

    assert told[Place("2205", code=DISABLED)] == Told(HIDDEN, HIDDEN)
    assert told[Place("2261", code=DISABLED)] == Told(30, 30)


def test_what_the_metropolis_is_not_told_nobody_is_told():
    told = making.told(_whole(), unknown=[Place("2205", "a")]).cells

    assert told[Place("2205", "a")] == Told(HIDDEN, HIDDEN)


def _one_in_nine() -> dict[Place, Counted]:
    """Nine in work in a unit: eight of one project, and one of the other."""
    return {
        Place(code=EMPLOYED): Counted(109, 109),
        Place("2261", code=EMPLOYED): Counted(100, 100),
        Place("2205", code=EMPLOYED): Counted(9, 9),
        Place("2205", "a", EMPLOYED): Counted(8, 8),
        Place("2205", "b", EMPLOYED): Counted(1, 1),
    }


def _official(value: int, **place: str) -> Official:
    return public.official(EMPLOYED, value, **{"project_id": "", **place})


def test_an_official_figure_of_a_unit_gives_nobody_of_its_projects_away():
    told = making.told(_one_in_nine(), officially=[_official(9, unit_code="2205")])

    assert making.told(_one_in_nine()).cells[Place("2205", "a", EMPLOYED)] == Told(10, 10)
    assert told.cells[Place("2205", "a", EMPLOYED)] == Told(HIDDEN, HIDDEN)
    assert not told.exposed


def test_what_official_figures_give_away_by_themselves_is_named():
    officially = [_official(9, unit_code="2205"), _official(8, project_id="a")]

    told = making.told(_one_in_nine(), officially=officially)

    assert told.exposed == (Place("2205", "b", EMPLOYED),)


def _seven_times_one() -> dict[Place, Counted]:
    """Seven in work in a unit, one of each of its seven projects: nothing beside them is left to hide."""
    projects = {Place("2205", f"p{n}", EMPLOYED): Counted(1, 1) for n in range(7)}
    return {
        Place(code=EMPLOYED): Counted(107, 107),
        Place("2261", code=EMPLOYED): Counted(100, 100),
        Place("2205", code=EMPLOYED): Counted(7, 7),
        **projects,
    }


def test_a_table_that_nothing_protects_is_left_out_and_blamed_on_nobody():
    counted = _seven_times_one()

    told = making.told(counted)

    projects = {place for place in counted if place.project_id}
    assert set(told.dropped) == projects
    assert not told.exposed
    assert {told.cells[place] for place in projects} == {Told(NO_DATA, NO_DATA)}
    # The unit's own number is hidden as it was; the rest is told.
    assert told.cells[Place("2205", code=EMPLOYED)] == Told(HIDDEN, HIDDEN)
    assert told.cells[Place("2261", code=EMPLOYED)] == Told(100, 100)


def test_a_table_that_hiding_protects_is_told():
    assert not making.told(_one_in_nine()).dropped


def test_tenants_of_no_unit_are_counted_in_and_never_named():
    counted = {Place(): Counted(103, 103), Place("2205"): Counted(100, 100)}

    joined, rests = making.lines(counted)

    assert list(rests.values()) == [3]
    assert all(isinstance(line, disclosure.Line) for line in joined)
    assert set(making.told(counted).cells) == set(counted)


def test_a_candidate_waits_only_where_something_would_change(alfa, coordinator):
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=coordinator.pk)
        project = make.participation(by=by).project
        public.agreed(of=project, by=by)
    publishing.publish_tenant(alfa)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        assert making.make_candidate(at=public.AT) is None
        releasing.release_breakdowns()
        first = making.make_candidate(at=public.AT)
        again = making.make_candidate(at=public.AT)

    assert first is not None
    assert again is not None
    assert first.pk == again.pk
    content = contents.from_json(first.content)
    assert [one.id for one in content.projects] == [str(project.pk)]
    assert content.told(Place()) == Told(HIDDEN, HIDDEN)
    with tenancy.acting_as(tenancy.Role.WEB):
        operations.approve_edition(candidate=first, at=public.AT, by=make.BY)
        assert queries.candidate() is None
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        making.make_candidate(at=public.AT)
        assert queries.candidate() is None


def test_who_came_since_is_told_to_nobody_before_the_metropolis_is_told(alfa):
    """Nineteen wait there; 25 here would say that 23 is the only number for both."""
    with tenancy.inside(alfa):
        project = make.project(by=make.BY)
        for serial in range(19):
            world.takes_part(world.person(serial), project)
    publishing.publish_tenant(alfa)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        releasing.release_breakdowns()
    with tenancy.inside(alfa):
        for serial in range(19, 23):
            world.takes_part(world.person(serial), project)
    publishing.publish_tenant(alfa)

    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        before = making.make_candidate(at=public.AT)
        releasing.release_breakdowns()
        after = making.make_candidate(at=public.AT)

    told = [contents.from_json(one.content) for one in (before, after) if one]
    assert [one.told(Place("2205")) for one in told] == [Told(20, 20), Told(20, 20)]
    assert told[0].told(Place()) == Told(20, 20)


def test_parts_that_wait_need_not_make_their_sum():
    """Nineteen and three hundred waited while the programme went on to 340."""
    counted = {
        Place(): Counted(340, 340),
        Place("2205"): Counted(19, 19),
        Place("2261"): Counted(300, 300),
        Place("2205", "a"): Counted(24, 24),
    }

    told = making.told(counted).cells

    assert [told[place].people for place in counted] == [340, 20, 300, 25]


def test_a_consent_that_is_taken_back_leaves_the_shared_tables(alfa, coordinator):
    with tenancy.inside(alfa):
        by = Member.objects.get(account_id=coordinator.pk)
        project = make.project(by=by)
        public.agreed(of=project, by=by)
    publishing.publish_tenant(alfa)
    with tenancy.acting_as(tenancy.Role.PUBLIC):
        assert queries.open_pages() == {str(project.pk)}

    with tenancy.inside(alfa):
        consent.take_page_back(project=project, at=public.AT, by=by)
    publishing.publish_tenant(alfa)

    with tenancy.acting_as(tenancy.Role.PUBLIC):
        assert queries.open_pages() == set()


def test_two_worlds_that_round_to_the_same_are_told_alike():
    """What a reader is told depends on the public figures, not on the number behind the mark."""
    worlds = [
        {
            Place(code=EMPLOYED): Counted(whole, whole),
            Place("2205", code=EMPLOYED): Counted(shown, shown),
            Place("2261", code=EMPLOYED): Counted(whole - shown, whole - shown),
        }
        for whole, shown in ((121, 119), (122, 118))
    ]

    assert making.told(worlds[0]).cells == making.told(worlds[1]).cells
