"""A linear programme attacks invented releases, alone and day after day, and finds nothing hidden."""

import pytest
from hypothesis import given, settings

from dashboards.disclosure import AtMost, Interval, Line, attack, protect, recovered, released
from tests.dashboards import attackers, releases
from tests.dashboards.readers import nested_tables, two_way_tables

ONE_DAY, SEQUENCES, DAYS = 220, 20, 4


@pytest.mark.parametrize("part", range(4))
def test_no_hidden_number_is_found_in_a_release(part):
    for seed in range(part, ONE_DAY, 4):
        counts = releases.counted(releases.world(seed))

        figures = attackers.released(counts)

        assert not attackers.found(counts, figures), seed


@pytest.mark.parametrize("part", range(4))
def test_no_hidden_number_and_nobody_who_came_is_found_day_after_day(part):
    for seed in range(part, SEQUENCES, 4):
        for day in attackers.days(seed, length=DAYS):
            assert not attackers.found_between(day), seed
            assert not attackers.found_where_all_is_over(day), seed
            assert not attackers.small_differences(day), seed


def test_the_releases_are_three_hundred():
    assert ONE_DAY + SEQUENCES * DAYS >= 300


def test_the_attack_finds_what_is_hidden_only_because_it_is_small():
    """An attack that cannot succeed would prove nothing."""
    found = hidden = 0
    for seed in range(8):
        counts = releases.counted(releases.world(seed))
        figures = attackers.released_with_few_hidden_only(counts)
        hidden += sum(not figure.is_shown for figure in figures.values())
        found += len(attackers.found(counts, figures))

    assert found > hidden / 2


def test_releases_that_do_not_follow_each_other_tell_who_came():
    naive = [day for seed in range(4) for day in attackers.days(seed, length=3, follows=False)]

    assert sum(len(attackers.small_differences(day)) for day in naive) > 100


def test_a_bound_on_how_long_a_number_waits_would_tell_who_came():
    """Whatever moved by a few is told on the day the bound is over, however long it waited till then."""
    bounded = [list(attackers.days(seed, length=7, bound=3)) for seed in range(4)]

    found = [[len(attackers.small_differences(day)) for day in days] for days in bounded]

    assert all(counts[3] or counts[6] for counts in found)
    assert not any(counts[number] for counts in found for number in (1, 2, 4, 5))


def test_bounds_that_only_several_sums_give_together_are_found():
    # a + b = 4, b + c = 3, a + c = 3: nothing by one sum at a time.
    counts = {"ab": 4, "bc": 3, "ac": 3, "a": 2, "b": 2, "c": 1}
    lines = [Line("ab", ("a", "b")), Line("bc", ("b", "c")), Line("ac", ("a", "c"))]
    known = {**counts, **dict.fromkeys("abc", (0, 9))}

    assert recovered(known, lines) == {"a": 2, "b": 2, "c": 1}


def test_an_interval_says_from_least_to_most():
    known = {"all": 9, "hel": (1, 9), "puck": (2, 4)}

    intervals = attack(known, [Line("all", ("hel", "puck"))])

    assert intervals == {"hel": Interval(5, 7), "puck": Interval(2, 4)}


def test_people_who_never_outnumber_participations_give_nothing_away():
    # Hidden as 5 of 9: they are 5 people at most, and 5 people at least were there.
    counts = {"times": 9, "times in hel": 5, "times in puck": 4, "people": 5, "men": 0, "women": 5}
    limits = [AtMost("people", ("times in hel",)), AtMost("times in hel", ("people",))]
    lines = [Line("times", ("times in hel", "times in puck")), Line("people", ("women", "men"))]

    hidden = protect(counts, lines, at_most=limits)

    assert {"times in hel", "times in puck", "people"} <= hidden
    assert not recovered(
        {key: (0, 99) if key in hidden else count for key, count in counts.items()},
        lines,
        at_most=limits,
        asked=hidden,
    )


def test_what_is_told_live_is_never_hidden_for_the_sake_of_others():
    counts = {"all": 53, "gdynia": 50, "hel": 3}

    hidden = protect(counts, [Line("all", ("gdynia", "hel"))], told={"all"})

    assert hidden == {"gdynia", "hel"}


def test_what_cannot_be_protected_is_not_published():
    with pytest.raises(ValueError, match="Nothing protects"):
        protect({"all": 8, "hel": 8}, [Line("all", ("hel",))], told={"all"}, sensitive={"hel"})


def test_the_caller_says_which_table_goes_where_single_cells_are_not_enough():
    # All eight have disabilities. Without the table nobody knows that there are no others.
    counts = {"all": 8, "yes": 8, "of 2026": 8}
    lines = [Line("all", ("yes",)), Line("all", ("of 2026",))]

    hidden = protect(counts, lines, told={"all"}, sensitive={"yes"}, coarsen=lambda _cell: ["yes"])

    assert hidden == {"yes"}


def test_a_number_waits_until_it_has_moved_by_five():
    line = Line("all", ("gdynia", "hel"))
    before = {"all": 90, "gdynia": 60, "hel": 30}
    counts = {"all": 104, "gdynia": 66, "hel": 38}

    told = released(counts, protect(counts, [line], before=before), before)
    waiting = {"all": 94, "gdynia": 62, "hel": 32}
    told_a_day_before = released(waiting, protect(waiting, [line], before=before), before)

    assert {key: figure.value for key, figure in told.items()} == counts
    assert {key: figure.value for key, figure in told_a_day_before.items()} == before


def test_what_came_in_one_unit_is_not_left_over_by_the_others():
    # Gdynia and the whole moved by enough; what is left would be the two who came in Hel.
    before = {"all": 90, "gdynia": 60, "hel": 30}
    counts = {"all": 98, "gdynia": 66, "hel": 32}

    told = released(
        counts, protect(counts, [Line("all", ("gdynia", "hel"))], before=before), before
    )

    assert told["hel"].value == 30
    assert [told["all"].value, told["gdynia"].value] != [98, 66]


def test_a_figure_that_waits_for_others_is_hidden_before_it_is_ten_people_off():
    """Three hundred told of 340 would be wrong, only so that nobody sees who came in Hel."""
    line = Line("all", ("gdynia", "hel"))
    before = {"all": 319, "gdynia": 300, "hel": 19}
    far = dict.fromkeys(before, 10)

    def told(gdynia: int, hel: int) -> dict:
        counts = {"all": gdynia + hel, "gdynia": gdynia, "hel": hel}
        rules = {"told": {"all"}, "before": before, "farthest": far}
        figures = released(counts, protect(counts, [line], **rules), before, farthest=far)
        return {key: figure.value for key, figure in figures.items()}

    assert told(340, 23) == {"all": 363, "gdynia": None, "hel": 19}
    assert told(309, 23) == {"all": 332, "gdynia": 300, "hel": 19}
    assert told(340, 24) == {"all": 364, "gdynia": 340, "hel": 24}


def test_what_carries_one_mark_with_a_hidden_figure_is_hidden_too():
    before = {"people": 30, "participations": 30}
    counts, marks = {"people": 32, "participations": 41}, [("people", "participations")]
    rules = {"together": marks, "before": before, "farthest": dict.fromkeys(counts, 10)}

    hidden = protect(counts, [], **rules)
    del rules["before"]

    assert not any(f.is_shown for f in released(counts, hidden, before, **rules).values())


@pytest.mark.parametrize("seed", range(6))
def test_no_figure_is_farther_off_than_it_may_be(seed):
    for day in attackers.days(seed, length=10):
        for key, figure in day.figures.items():
            if figure.value is not None:
                assert abs(day.counts[key] - figure.value) < releases.farthest(key)


def test_special_categories_wait_longer():
    before, counts = {"hel": 30}, {"hel": 38}

    assert protect(counts, [], before=before, steps={"hel": 10}) == {"hel"}
    assert protect(counts, [], before=before) == frozenset()


@pytest.mark.parametrize(("count", "is_told"), [(4, False), (5, False), (8, False), (9, True)])
def test_a_hidden_number_is_told_when_it_has_outgrown_whatever_it_was(count, is_told):
    hidden = protect({"hel": count}, [], before={"hel": None})

    assert ("hel" not in hidden) == is_told


def test_a_zero_is_not_repeated_over_people():
    counts, before = {"hel": 3}, {"hel": 0}

    told = released(counts, protect(counts, [], before=before), before)

    assert not told["hel"].is_shown


def test_where_nothing_moves_the_same_cells_stay_hidden():
    before = {"all": 60, "gdynia": None, "hel": None, "reda": 40}
    counts = {"all": 60, "gdynia": 11, "hel": 9, "reda": 40}

    hidden = protect(counts, [Line("all", ("gdynia", "hel", "reda"))], before=before)

    assert {"gdynia", "hel"} <= hidden


tables = two_way_tables() | nested_tables()


@settings(deadline=None, max_examples=40)
@given(tables)
def test_the_solver_finds_no_hidden_cell_of_any_table(table):
    counts, lines = table

    hidden = protect(counts, lines)

    least = int(all(counts[key] for key in hidden))
    known = {key: (least, 999) if key in hidden else count for key, count in counts.items()}
    assert not recovered(known, lines, asked=hidden)


@settings(deadline=None, max_examples=40)
@given(tables)
def test_recovered_is_what_the_whole_attack_finds_exact(table):
    counts, lines = table
    few = {key for key, count in counts.items() if 1 <= count < 5}
    known = {key: (1, 4) if key in few else count for key, count in counts.items()}

    intervals = attack(known, lines, asked=few)

    exact = {key: interval.least for key, interval in intervals.items() if interval.is_exact}
    assert recovered(known, lines, asked=few) == exact
    assert all(exact[key] == counts[key] for key in exact)


@settings(deadline=None, max_examples=40)
@given(tables)
def test_a_release_after_itself_takes_nothing_back_and_opens_nothing(table):
    """It may show more: the choice of what to hide is a quick one, and what follows may choose better."""
    counts, lines = table
    first = released(counts, protect(counts, lines))
    before = {key: figure.value for key, figure in first.items()}

    again = released(counts, protect(counts, lines, before=before), before)

    assert all(again[key] == figure for key, figure in first.items() if figure.is_shown)
    hidden = {key for key, figure in again.items() if not figure.is_shown}
    least = int(all(counts[key] for key in hidden))
    known = {key: (least, 999) if key in hidden else count for key, count in counts.items()}
    assert not recovered(known, lines, asked=hidden)
