"""The trend: its target line, its band of forecast, and totals around a hidden quarter."""

import json

import pytest
from django.utils import translation

from dashboards import charts
from dashboards.disclosure import Figure

HIDDEN = Figure.hidden()
ROWS = [charts.QuarterIntake(2025, quarter, Figure.of(50)) for quarter in range(1, 5)]
AHEAD = [charts.Ahead(2026, 1, 230, 245, 260), charts.Ahead(2026, 2, 260, 290, 320)]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def drawn(chart):
    return json.loads(chart.figure_json)


@pytest.mark.parametrize(
    ("target", "ahead", "finding"),
    [
        (280, AHEAD, "At today's pace the target of 280 participations is reached in Q2 2026"),
        (400, AHEAD, "At today's pace there are about 290 of 400 participations in Q2 2026"),
        (200, AHEAD, "Since 2025 about 50 participations begin every quarter"),
        (400, [], "Since 2025 about 50 participations begin every quarter"),
        (None, AHEAD, "Since 2025 about 50 participations begin every quarter"),
    ],
)
def test_the_finding_tells_when_the_target_is_reached(target, ahead, finding):
    assert charts.intake_by_quarter(ROWS, target=target, ahead=ahead).finding == finding


def test_the_target_is_a_line_over_every_quarter():
    line = drawn(charts.intake_by_quarter(ROWS, target=280, ahead=AHEAD))["data"][-1]

    assert line["y"] == [280] * 6
    assert line["x"][-1] == "Q2 2026"


def test_the_band_goes_on_from_the_last_total_and_is_told_as_a_range():
    chart = charts.intake_by_quarter(ROWS, target=400, ahead=AHEAD)

    low, high = drawn(chart)["data"][2:4]
    assert (low["y"], high["y"]) == ([200, 230, 260], [200, 260, 320])
    assert chart.rows[-1] == ("Q2 2026", "NOT_YET", "NOT_YET", "260–320")
    assert chart.summary.endswith(
        "The target of 400 is not reached. In total between 260 and 320 are expected in Q2 2026."
    )


def test_no_band_goes_on_from_a_total_that_is_not_shown():
    rows = [*ROWS[:3], charts.QuarterIntake(2025, 4, HIDDEN)]

    assert len(drawn(charts.intake_by_quarter(rows, ahead=AHEAD))["data"]) == 2
