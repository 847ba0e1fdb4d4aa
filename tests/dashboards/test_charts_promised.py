"""Progress against targets: what is missing, what may still come, what the picture holds."""

import json

import pytest
from django.utils import translation

from dashboards import charts
from dashboards.disclosure import Figure

HIDDEN = Figure.hidden()


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def promise(label, achieved, target, pending=0, closing=0, lost=0):
    counts = [Figure.of(n) if isinstance(n, int) else n for n in (achieved, pending, closing, lost)]
    first, *rest = counts
    return charts.Promise(label, first, target, *rest, whose="the programme")


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ([], "There is nothing to compare with a target yet"),
        ([promise("a", HIDDEN, 10)], "There is nothing to compare with a target yet"),
        ([promise("a", 10, 10)], "The target is reached"),
        ([promise("a", 10, 10), promise("b", 12, 10)], "All 2 targets are reached"),
        (
            [promise("a", 1_500, 1_650), promise("b", 5, 10), promise("c", 7, 7)],
            "1 of 3 targets reached; the greatest share is missing to: b (5 of 10)",
        ),
    ],
)
def test_the_finding_names_the_target_that_most_is_missing_to(rows, finding):
    assert charts.against_targets(rows).finding == finding


def test_the_sentence_says_what_is_missing_what_may_come_and_what_is_lost():
    chart = charts.against_targets([promise("In work", 1_567, 1_650, 19, 7, 715)])

    assert chart.summary == (
        "In work: 1,567 of 1,650, 83 are missing, 19 may still come,"
        " 7 of them close within a week, 715 are lost."
    )
    assert chart.rows == (("In work", "the programme", 1567, 19, 7, 715, 1650),)


def test_bars_are_parts_of_their_targets_and_are_read_as_counts():
    chart = charts.against_targets([promise("a", 50, 200, 20), promise("b", 3, 4)])

    achieved, pending, goals = json.loads(chart.figure_json)["data"]
    assert [float(x) for x in achieved["x"]] == [25, 75]
    assert achieved["customdata"] == ["50", "3"]
    assert float(pending["x"][0]) == 10
    assert (goals["x"], goals["customdata"]) == ([100, 100], ["200", "4"])


def test_nothing_stands_on_a_hidden_count():
    chart = charts.against_targets([promise("a", HIDDEN, 200, 20)])

    achieved, pending, _goals = json.loads(chart.figure_json)["data"]
    assert achieved["x"] == pending["x"] == [None]
    assert chart.summary == "a: hidden of 200, 20 may still come."
