"""Charts of one project: pace with its band, results by the time that is left, attendance."""

import json

import pytest
from django.utils import translation

from dashboards import charts


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def traces(chart):
    return json.loads(chart.figure_json)["data"]


def months():
    counted = [charts.PaceMonth(f"2026-{n:02d}", reached=4 * n) for n in (9, 10, 11)]
    return [
        *counted,
        charts.PaceMonth("2026-12", foreseen=charts.Foreseen(45, 48, 52)),
        charts.PaceMonth("2027-01", foreseen=charts.Foreseen(46, 52, 59)),
    ]


def test_the_band_begins_where_the_count_ends():
    chart = charts.pace(months(), target=60, finding="On the way", subtitle="People")

    high, low, middle, reached = traces(chart)
    assert [each["y"][2] for each in (high, low, middle, reached)] == [44, 44, 44, 44]
    assert high["y"][-1] == 59
    assert reached["y"][-1] is None


def test_the_table_of_a_pace_holds_what_is_counted_apart_from_what_is_foreseen():
    chart = charts.pace(months(), target=60, finding="On the way", subtitle="People")

    assert chart.rows[2] == ("November 2026", 44, "NO_DATA", "NO_DATA", "NO_DATA")
    assert chart.rows[-1] == ("January 2027", "NOT_YET", 46, 52, 59)
    assert "46 to 59" in chart.summary


def test_a_pace_without_anybody_says_so():
    chart = charts.pace([charts.PaceMonth("2026-09")], target=60, finding="", subtitle="")

    assert "Nobody counts yet; the target is 60." in chart.summary


@pytest.mark.parametrize(
    ("week", "said"),
    [
        (0, "No window closes this week"),
        (1, "The window of one result closes this week: In work"),
        (5, "The windows of 5 results close this week: In work"),
    ],
)
def test_what_closes_this_week_is_the_finding(week, said):
    chart = charts.countdown([charts.Countdown("In work", week, 2, 3, lost=4)])

    assert chart.finding.startswith(said)
    assert chart.rows == (("In work", week, 2, 3, 4),)


def test_nothing_awaited_is_no_trouble():
    assert charts.countdown([]).finding == "No result is awaited"


def test_attendance_names_its_worst_month_of_enough_marks():
    rows = [
        charts.AttendanceMonth("2026-09", 100, 90, 40, 36),
        charts.AttendanceMonth("2026-10", 100, 60, 40, 24),
        charts.AttendanceMonth("2026-11", 10, 1, 4, 0),
    ]

    chart = charts.attendance_by_month(rows)

    assert chart.finding == "People came to 71% of their sessions; least in October 2026: 60%"
    assert chart.rows[0] == ("September 2026", 100, 90, "90%")


def test_without_a_sheet_attendance_says_so():
    assert charts.attendance_by_month([]).finding == "No sheet is filled in yet"
