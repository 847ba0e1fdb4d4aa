"""Charts: what they say, what their table twin holds, what of a hidden figure is left in them."""

import json
import os
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards import charts
from dashboards.disclosure import Figure, Line, protect, released
from ui import formats

SNAPSHOTS = Path(__file__).parent / "snapshots"
HIDDEN = Figure.hidden()


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def intake(*counts, first_year=2022, last_is_complete=True):
    """Quarters of these counts, one after another from the first of a year."""
    last = len(counts) - 1
    return [
        charts.QuarterIntake(
            first_year + place // 4,
            1 + place % 4,
            count if isinstance(count, Figure) else Figure.of(count),
            is_complete=place < last or last_is_complete,
        )
        for place, count in enumerate(counts)
    ]


def by_sex(label, women, men):
    return charts.SexSplit(label, Figure.of(women), Figure.of(men))


@pytest.mark.parametrize(
    ("each_quarter", "said"),
    [
        (1, "about 1 participation begins"),
        (2, "about 2 participations begin"),
        (5, "about 5 participations begin"),
        (12, "about 12 participations begin"),
        (22, "about 20 participations begin"),
        (112, "about 110 participations begin"),
        (1234, "about 1,230 participations begin"),
    ],
)
def test_an_even_intake_is_told_in_round_numbers(each_quarter, said):
    chart = charts.intake_by_quarter(intake(*[each_quarter] * 4))

    assert chart.finding == f"Since 2022 {said} every quarter"


def test_the_even_years_begin_where_the_uneven_ones_end():
    chart = charts.intake_by_quarter(intake(20, 90, 40, 150, 188, 195, 181, 190, first_year=2021))

    assert chart.finding == "Since 2022 about 190 participations begin every quarter"


def test_a_quarter_that_is_not_over_does_not_make_the_intake_uneven():
    chart = charts.intake_by_quarter(intake(50, 50, 50, 50, 7, last_is_complete=False))

    assert chart.finding == "Since 2022 about 50 participations begin every quarter"
    assert chart.rows[-1] == ("Q1 2023 (so far)", 7, 207)


def test_an_uneven_intake_is_told_by_its_best_quarter():
    chart = charts.intake_by_quarter(intake(20, 90, 40, 150))

    assert chart.finding == "The most participations began in Q4 2022: 150"


def test_a_hidden_quarter_ends_the_claim_that_every_quarter_is_alike():
    chart = charts.intake_by_quarter(intake(50, 50, HIDDEN, 50))

    assert chart.finding == "The most participations began in Q1 2022: 50"


def test_totals_are_silent_from_the_first_hidden_quarter_on():
    chart = charts.intake_by_quarter(intake(10, 20, HIDDEN, HIDDEN, 30))

    assert [row[1:] for row in chart.rows] == [
        (10, 10),
        (20, 30),
        ("HIDDEN", "HIDDEN"),
        ("HIDDEN", "HIDDEN"),
        (30, "HIDDEN"),
    ]


def test_released_totals_are_drawn_as_released():
    rows = [
        charts.QuarterIntake(2016, 4, HIDDEN, total=HIDDEN),
        charts.QuarterIntake(2017, 1, HIDDEN, total=Figure.of(60)),
        charts.QuarterIntake(2017, 2, Figure.of(40), total=Figure.of(100)),
    ]

    chart = charts.intake_by_quarter(rows)

    assert [row[2] for row in chart.rows] == ["HIDDEN", 60, 100]
    assert line_of(chart)["y"] == [None, 60, 100]


def test_a_hidden_quarter_is_a_gap_with_a_word():
    chart = charts.intake_by_quarter(intake(10, HIDDEN))

    figure = json.loads(chart.figure_json)
    assert figure["data"][0]["y"] == [10, None]
    assert (1, "hidden") in [(note["x"], note["text"]) for note in figure["layout"]["annotations"]]


def test_hidden_quarters_beside_each_other_share_one_word():
    chart = charts.intake_by_quarter(intake(10, HIDDEN, HIDDEN, 20, 30, 40, 50, HIDDEN))

    notes = json.loads(chart.figure_json)["layout"]["annotations"]
    assert [note["x"] for note in notes if note["text"] == "hidden"] == [1.5, 7]


def test_an_intake_without_any_number_says_so():
    chart = charts.intake_by_quarter(intake(HIDDEN, Figure.not_yet()))

    assert chart.finding == "No numbers of new participations can be shown yet"
    assert [row[1] for row in chart.rows] == ["HIDDEN", "NOT_YET"]


def test_women_are_told_as_a_share_of_the_released_total():
    rows = [charts.SexSplit("Hel", HIDDEN, HIDDEN), by_sex("Gdynia", 90, 60)]

    chart = charts.women_and_men(rows, total=by_sex("", 93, 62))

    assert chart.finding == "Women are 60% of participants"
    assert chart.summary == "Women: 93, men: 62; rows with a number not shown: 1."


def test_without_a_total_hidden_rows_leave_the_share_unsaid():
    rows = [charts.SexSplit("Hel", HIDDEN, HIDDEN), by_sex("Gdynia", 90, 60)]

    chart = charts.women_and_men(rows)

    assert chart.finding == "Participants by sex"
    assert chart.summary == "Women: hidden, men: hidden; rows with a number not shown: 1."


def test_a_share_of_fewer_than_twenty_is_not_said():
    chart = charts.women_and_men([by_sex("Hel", 10, 9)])

    assert chart.finding == "Participants by sex"


def test_a_chart_says_whether_it_counts_people_or_participations():
    rows = [by_sex("Gdynia", 90, 60)]

    assert charts.women_and_men(rows).subtitle == "People by sex"
    participations = charts.women_and_men(rows, counted=charts.Counted.PARTICIPATIONS)
    assert participations.subtitle == "Participations by sex"


def test_disability_is_told_apart_by_a_pattern_and_not_by_colour_alone():
    rows = [charts.DisabilitySplit("women", Figure.of(861), Figure.of(2100))]

    chart = charts.disability_split(rows)

    with_disabilities, without = json.loads(chart.figure_json)["data"]
    assert with_disabilities["marker"]["pattern"]["shape"] == ""
    assert without["marker"]["pattern"]["shape"] == "."
    assert chart.finding == "29% of participants have disabilities"


def test_a_missing_side_is_named_at_the_end_of_its_bar():
    chart = charts.women_and_men([charts.SexSplit("Puck", Figure.of(180), HIDDEN)])

    (note,) = json.loads(chart.figure_json)["layout"]["annotations"]
    assert (note["x"], note["y"], note["text"]) == (180, "Puck", "Men: hidden")


def test_nobody_is_shown_as_zero():
    chart = charts.women_and_men([by_sex("Sopot", 0, 0)])

    (note,) = json.loads(chart.figure_json)["layout"]["annotations"]
    assert note["text"] == "0"


@pytest.mark.parametrize(
    ("cells", "finding"),
    [
        ([(150, 150)], "The target is reached"),
        ([(160, 150), (70, 70)], "All 2 targets are reached"),
        ([(68, 70)], "0 of 1 target reached; furthest behind: cell 0, 68 of 70"),
        (
            [(150, 150), (1000, 1100), (20, 40)],
            "1 of 3 targets reached; furthest behind: cell 2, 20 of 40",
        ),
        ([(12, None)], "There is nothing to compare with a target yet"),
        ([], "There is nothing to compare with a target yet"),
    ],
)
def test_progress_names_the_cell_that_is_furthest_behind(cells, finding):
    rows = [
        charts.CellProgress(f"cell {place}", Figure.of(achieved), target)
        for place, (achieved, target) in enumerate(cells)
    ]

    chart = charts.progress_by_cell(rows)

    assert chart.finding == finding


def test_progress_is_written_beside_each_bar():
    rows = [
        charts.CellProgress("women", Figure.of(1160), 1500),
        charts.CellProgress("men", HIDDEN, 70),
        charts.CellProgress("others", Figure.of(0), None),
    ]

    chart = charts.progress_by_cell(rows)

    notes = json.loads(chart.figure_json)["layout"]["annotations"]
    assert [note["text"] for note in notes] == [
        "women: 1,160, target 1,500",
        "men: hidden, target 70",
        "others: 0, no target",
    ]
    assert chart.rows == (("women", 1160, 1500), ("men", "HIDDEN", 70), ("others", 0, "NO_DATA"))


def test_long_words_of_a_bar_wrap_so_that_a_phone_cuts_nothing():
    indicator = "People at risk of poverty or social exclusion in the whole metropolitan area"
    rows = [
        charts.CellProgress(indicator, Figure.of(1160), 1500),
        charts.CellProgress(f"{indicator}: women", Figure.of(700), 900, short="Women"),
    ]

    chart = charts.progress_by_cell(rows)

    first, second = json.loads(chart.figure_json)["layout"]["annotations"]
    lines = first["text"].split("<br>")
    assert len(lines) == 3
    assert max(len(line) for line in lines) <= 50
    assert second["text"] == "Women: 700, target 900"
    assert second["y"] - first["y"] > 2
    assert chart.rows[1][0] == f"{indicator}: women"


def test_numbers_and_quarters_are_written_in_the_reader_s_language():
    with translation.override("pl"):
        chart = charts.intake_by_quarter(intake(400, 700))

    figure = json.loads(chart.figure_json)
    assert chart.rows[1][0] == "II kw. 2022"
    assert figure["data"][1]["customdata"] == ["400", "1\u202f100"]
    assert figure["layout"]["separators"] == ",\u202f"


EVERY_CHART = {
    "intake_by_quarter": lambda: charts.intake_by_quarter(
        [
            charts.QuarterIntake(2024, 3, HIDDEN, total=HIDDEN),
            charts.QuarterIntake(2024, 4, HIDDEN, total=Figure.of(30)),
            charts.QuarterIntake(2025, 1, Figure.of(190), total=Figure.of(220)),
            charts.QuarterIntake(2025, 2, Figure.of(0), Figure.of(220), is_complete=False),
        ]
    ),
    "women_and_men": lambda: charts.women_and_men(
        [by_sex("Gdańsk", 1200, 800), charts.SexSplit("Hel", HIDDEN, HIDDEN)],
        total=by_sex("all", 1203, 811),
    ),
    "disability_split": lambda: charts.disability_split(
        [
            charts.DisabilitySplit("women", Figure.of(861), Figure.of(2100)),
            charts.DisabilitySplit("men", Figure.of(626), Figure.of(1413)),
        ]
    ),
    "progress_by_cell": lambda: charts.progress_by_cell(
        [
            charts.CellProgress("women", Figure.of(160), 150),
            charts.CellProgress("men", Figure.of(52), 70),
        ]
    ),
}


@pytest.mark.parametrize("name", EVERY_CHART)
def test_a_chart_looks_as_it_was_agreed(name):
    """WRITE_SNAPSHOTS=1 writes what is drawn now, to be read in the diff."""
    chart = EVERY_CHART[name]()
    figure = json.loads(chart.figure_json)
    del figure["layout"]["template"]
    drawn = {
        "finding": chart.finding,
        "subtitle": chart.subtitle,
        "summary": chart.summary,
        "columns": [[column.label, column.align] for column in chart.columns],
        "rows": [list(row) for row in chart.rows],
        "figure": figure,
    }
    snapshot = SNAPSHOTS / f"{name}.json"

    if os.environ.get("WRITE_SNAPSHOTS"):
        text = json.dumps(drawn, indent=1, ensure_ascii=False, sort_keys=True)
        snapshot.write_text(text + "\n", encoding="utf-8")

    assert drawn == json.loads(snapshot.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EVERY_CHART)
def test_every_chart_has_a_table_twin_that_a_page_can_draw(name):
    chart = EVERY_CHART[name]()

    part = chart.part(key="twin")

    lines = [
        [
            formats.of_kind(value, column.kind)
            for value, column in zip(row, part.table.columns, strict=True)
        ]
        for row in part.table.rows
    ]
    assert len(lines) == len(chart.rows) > 0
    assert all(text for line in lines for text in line)
    assert chart.summary.endswith(".")
    assert chart.summary.count("\n") == 0


@pytest.mark.parametrize("name", EVERY_CHART)
def test_no_text_of_a_figure_carries_a_tag(name):
    figure = EVERY_CHART[name]().figure_json

    assert "<" not in figure


# Numbers that no axis, width or date of a chart has by chance.
telling = st.integers(10_000, 99_999).map(lambda number: number * 10 + 7)


@settings(deadline=None, max_examples=30)
@given(st.lists(telling, min_size=3, max_size=8, unique=True), st.data())
def test_nothing_of_a_hidden_figure_is_left_in_any_chart(numbers, draw):
    counts = dict(enumerate(numbers)) | {"all": sum(numbers)}
    secret = draw.draw(st.sampled_from(range(len(numbers))))
    hidden = protect(counts, [Line("all", tuple(range(len(numbers))))], sensitive={secret})
    figures = [released(counts, hidden)[place] for place in range(len(numbers))]
    never_seen = {numbers[place] for place in hidden} | {sum(numbers[place] for place in hidden)}

    with translation.override("en"):
        drawn = [
            charts.intake_by_quarter(intake(*figures)),
            charts.women_and_men([charts.SexSplit("x", figure, HIDDEN) for figure in figures]),
            charts.disability_split(
                [charts.DisabilitySplit("x", HIDDEN, figure) for figure in figures]
            ),
            charts.intake_by_year([("2024", figure) for figure in figures]),
            charts.progress_by_cell([charts.CellProgress("x", figure, None) for figure in figures]),
        ]

    assert len(hidden) >= 2
    for chart in drawn:
        everything = repr(chart).replace(",", "")
        assert not [number for number in never_seen if str(number) in everything]


def line_of(chart) -> dict:
    return json.loads(chart.figure_json)["data"][1]


def test_a_funnel_whose_first_step_is_hidden_speaks_of_the_steps_that_are_shown():
    steps = [
        charts.Step("Applied", HIDDEN),
        charts.Step("Started", Figure.of(200)),
        charts.Step("In work", Figure.of(60)),
    ]

    assert charts.funnel(steps).finding == "Started: 200. In work: 60, which is 30%"
    assert charts.funnel(steps[:2]).finding == "From the first step to the last"


def test_a_comparison_and_a_breakdown_say_what_they_speak_of():
    places = [charts.Compared("Hel", Figure.of(70)), charts.Compared("Reda", Figure.of(9))]
    slices = [charts.Slice("Women", Figure.of(61)), charts.Slice("Men", Figure.of(39))]

    compared = charts.compare(places, charts.Measure("People in 10,000"))
    broken = charts.breakdown(
        slices, indicator="In work", trait="sex", total=Figure.of(100), counted="people"
    )

    assert compared.finding == "People in 10,000 – the highest: Hel, 70.0; the lowest: Reda, 9.0"
    assert broken.finding == "In work – the most: women, 61% of all"
