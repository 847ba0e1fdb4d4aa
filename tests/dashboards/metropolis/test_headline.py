"""The headline: what it says first, and which numbers stand beside their bases."""

from decimal import Decimal

import pytest
from django.utils import translation

from dashboards.metropolis import headline
from dashboards.metropolis.codes import DISABLED, EMPLOYED, RISK
from dashboards.metropolis.models import Release
from dashboards.metropolis.progress import Target
from dashboards.metropolis.queries import HIDDEN, Pair, Scope
from territory.models import Unit
from tests.dashboards.metropolis.views_made import PAIRS, view

KARTUSKI = Unit(code="2205", name="kartuski", display_name="powiat kartuski")


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (5, "The programme supported 5 people"),
        (1_234, "The programme supported 1,234 people"),
        (0, "There is nothing to tell for this choice"),
        (HIDDEN, "There is nothing to tell for this choice"),
    ],
)
def test_the_finding_says_how_many_people(people, said):
    shown = view({RISK: Pair(people, people), DISABLED: Pair(HIDDEN, HIDDEN)})

    assert headline.finding(shown, None) == said


def test_the_finding_names_the_part_with_disabilities_where_it_is_shown():
    said = "The programme supported 5,000 people, 1,487 of them with disabilities"

    assert headline.finding(view(), None) == said


def test_the_finding_names_the_unit_and_the_year_that_were_chosen():
    scope = Scope("2205", "2019")

    said = headline.finding(view(scope=scope), KARTUSKI)

    assert said.startswith("In 2019, powiat kartuski supported 5,000 people")
    whole = headline.finding(view(scope=Scope("2205")), KARTUSKI)
    assert whole.startswith("Powiat kartuski supported")


def test_the_share_with_disabilities_is_of_the_people_of_the_same_release():
    """Live there are more people by now than there were when those with disabilities were counted."""
    live = {RISK: Pair(6_000, 5_800)}
    shown = view(totals=live, release=Release(pk=1))

    tile = headline.people_tiles(shown, {}, {})[2]

    assert tile["sub"] == "29.7% of 5,000 people · counted once a day"


def test_a_count_of_participations_stands_beside_what_was_promised():
    tile = headline.people_tiles(view(targets={RISK: 5_626}), {}, {})[1]

    assert tile["sub"] == "5,240 of the 5,626 participations that projects promised"
    assert round(tile["share"]) == 93


def test_the_programmes_own_target_is_named_beside_what_projects_promised():
    own = {RISK: Target(5_000, "the programme")}

    tile = headline.people_tiles(view(targets={RISK: 5_626}), {}, own)[1]

    assert tile["sub"].endswith("projects promised; target of the programme itself: 5,000")


def test_money_names_which_part_of_it_was_published():
    granted = headline.money_tiles(view(), "published of them: 44.6 for 14 projects")[0]

    assert granted["sub"] == "granted to 36 projects; published of them: 44.6 for 14 projects"


def test_a_year_is_measured_against_no_target_and_has_no_cost():
    year = view(scope=Scope(period="2019"), targets={RISK: 5_626})

    assert headline.people_tiles(year, {}, {})[1]["share"] is None
    assert [tile["label"] for tile in headline.money_tiles(year)] == ["EU funds"]


def test_every_cost_names_what_it_is_divided_by():
    _money, person, outcome = headline.money_tiles(view())

    assert (person["value"], person["unit"]) == (14_680, "PLN")
    assert person["sub"].endswith("divided by 5,000 people")
    assert outcome["value"] == round(Decimal(73_400_000) / 1_541)


@pytest.mark.parametrize(
    ("people", "value"), [(19, "NO_DATA"), (HIDDEN, "HIDDEN"), (20, 3_670_000)]
)
def test_a_cost_needs_a_base_of_twenty(people, value):
    few = view(PAIRS | {EMPLOYED: Pair(people, people)})

    assert headline.money_tiles(few)[-1]["value"] == value


@pytest.mark.parametrize(
    ("worked", "base", "value"),
    [(81, 230, Decimal("35.2")), (4, 19, "NO_DATA"), (HIDDEN, 230, "HIDDEN")],
)
def test_efficiency_is_a_rate_with_its_base(worked, base, value):
    told = {headline.WORKED: Pair(worked, worked), headline.COULD_WORK: Pair(base, base)}

    assert headline.money_tiles(view(PAIRS | told))[0]["value"] == value


COUNTS = {headline.WORKED: Pair(81, 81), headline.COULD_WORK: Pair(230, 230)}


def of_units(*units, scope=None):
    figures = {
        (place, code): pair for place in ("", *units) for code, pair in (PAIRS | COUNTS).items()
    }
    return view(PAIRS | COUNTS, figures=figures, units=[KARTUSKI], scope=scope)


def test_efficiency_says_where_all_of_it_comes_from_one_unit():
    whole = headline.money_tiles(of_units("2205"))[0]
    part = headline.money_tiles(of_units("2205", scope=Scope("2205")))[0]

    assert whole["sub"].endswith("so far all of them in one place: powiat kartuski")
    assert part["sub"].endswith("so the programme's figure is the same")


def test_efficiency_of_several_units_needs_no_such_word():
    tile = headline.money_tiles(of_units("2205", "2264"))[0]

    assert tile["sub"] == "81 of 230 participations with vocational services"


def test_efficiency_is_left_out_where_no_release_tells_it():
    labels = [tile["label"] for tile in headline.money_tiles(view())]

    assert "Employment efficiency" not in labels
