"""Five grids of real projects: each is entered through the real form and scores a worked candidate."""

from decimal import Decimal

import pytest

from core import tenancy
from core.ledger.models import Member
from projects.recruitment import operations, queries, shipped
from projects.recruitment.operations import BandsOverlap
from projects.recruitment.rules.scoring import Mark
from projects.recruitment.sentences import points_in_words
from tests.make import recruitment as made

CODES = [grid.code for grid in shipped.grids()]
# For each grid somebody whose points were added by hand: answers, proofs seen, points, priority.
WORKED = {
    # three grounds 5, moderate 3, coupled 5, food aid 2, area 3, alone 3 = 21; low income first
    "ekspert-kujawy-2017": (
        ["3", "umiarkowany", "yes", "yes", "yes", "yes", "yes"],
        True,
        21,
        True,
    ),
    # woman 6, intellectual 1, moderate 1, coupled 1, mental 1, food aid 4, multiple 3 = 17
    "wcaz-poznan": (["yes", "yes", "umiarkowany", "yes", "yes", "yes", "yes"], False, 17, False),
    # lower secondary 10, 24 months 10, 12 months of work 5, food aid 15, third profile 0 = 40
    "semius-wlacz-swoja-szanse": (["2", "24", "12", "yes", "no", "no", "no"], True, 40, False),
    # woman 5, low-skilled 4, rural 3, disabled 2, aged 50 2 = 16
    "aicisco-mazowieckie": (["yes", "3", "yes", "yes", "50"], True, 16, False),
    # CT9 20, town 20, man 0, long-term 15, ISCED 4 0, aged 49 0, disabled 5, seven months 3 = 63
    "staze-mielec-2022": (
        ["yes", "yes", "no", "yes", "4", "49", "yes", "7"],
        False,
        63,
        False,
    ),
}


@pytest.fixture
def browser(client_of, coordinator, alfa):
    return client_of(coordinator, alfa)


@pytest.fixture
def opened(alfa, coordinator):
    with tenancy.inside(alfa):
        return made.recruitment(by=Member.objects.get(account_id=coordinator.pk))


def typed(entry) -> dict[str, str]:
    """A criterion as somebody types it into the form."""
    names = ("name", "kind", "reads", "unit", "proof", "question", "explanation")
    fields = {name: getattr(entry, name) for name in names}
    fields["points"] = "" if entry.points is None else points_in_words(entry.points)
    for row, band in enumerate(entry.bands, start=1):
        fields[f"label_{row}"] = band.label
        fields[f"points_{row}"] = points_in_words(band.points)
        for name, edge in (("from", band.at_least), ("below", band.below)):
            fields[f"{name}_{row}"] = "" if edge is None else points_in_words(edge)
    return fields


def test_five_grids_ship_each_with_its_source_and_a_worked_candidate():
    assert len(CODES) == 5
    assert set(CODES) == set(WORKED)
    assert all(grid.source and grid.criteria for grid in shipped.grids())
    assert all(grid.checked_by == "" for grid in shipped.grids())


@pytest.mark.parametrize("code", CODES)
def test_a_real_grid_is_entered_by_its_form_criterion_by_criterion(code, browser, opened, alfa):
    address = f"/rekrutacja/{opened.pk}/karta/dodaj/"

    for entry in shipped.grid(code).criteria:
        answer = browser.post(address, typed(entry))
        assert answer.status_code == 302, answer.context["form"].errors

    with tenancy.inside(alfa):
        kept = [
            operations.grids.entry_of(each)
            for each in queries.criteria_of(queries.grid_in_force(opened))
        ]
    assert kept == list(shipped.grid(code).criteria)


@pytest.mark.parametrize("code", CODES)
def test_a_worked_candidate_gets_the_points_that_were_added_by_hand(code, inside_alfa):
    values, proof_seen, points, has_priority = WORKED[code]
    opened = made.recruitment(by=inside_alfa)
    grid = made.shipped_grid(opened, code, by=inside_alfa)
    candidate = made.candidate(opened, by=inside_alfa)

    scored = operations.score_candidate(
        candidate=candidate,
        marks={
            criterion.pk: Mark(value=value, proof_seen=proof_seen)
            for criterion, value in zip(queries.criteria_of(grid), values, strict=True)
        },
        version=1,
        at=made.NOW,
        by=inside_alfa,
    )

    assert (scored.points, scored.has_priority) == (Decimal(points), has_priority)
    assert scored.scored_at == made.NOW


# Rows as the pages print them, which contradict one another.
AS_PRINTED = [
    (
        "Semius: work up to a year gives 5 and 2",
        [("staż pracy max. 1 rok", None, 13, 5), ("staż pracy do 1 roku", None, 13, 2)],
    ),
    (
        "Semius: education up to secondary holds education up to lower secondary",
        [("max. gimnazjalne", None, 3, 10), ("max. średnie", None, 4, 5)],
    ),
    (
        "Mielec: up to five years holds the first six months",
        [("0–6 miesięcy", 0, 7, 5), ("do 5 lat", None, 61, 3)],
    ),
]


@pytest.mark.parametrize(("printed", "rows"), AS_PRINTED)
def test_rows_that_contradict_are_refused_by_a_sentence_with_both_names(printed, rows, inside_alfa):
    opened = made.recruitment(by=inside_alfa)
    entry = made.criterion(kind="number", bands=tuple(made.band(*row) for row in rows))

    with pytest.raises(BandsOverlap) as refusal:
        operations.set_criterion(grid=queries.grid_in_force(opened), entry=entry, by=inside_alfa)

    assert all(f"{label} (" in str(refusal.value) for label, *_edges in rows)
    assert not queries.criteria_of(queries.grid_in_force(opened))


def test_the_form_says_which_bands_overlap_and_keeps_what_was_typed(browser, opened):
    fields = {
        "name": "Staż pracy",
        "kind": "number",
        "label_1": "do roku",
        "below_1": "13",
        "points_1": "5",
        "label_2": "od roku",
        "from_2": "12",
        "points_2": "2",
    }

    answer = browser.post(f"/rekrutacja/{opened.pk}/karta/dodaj/", fields)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "do roku" in str(answer.context["form"].non_field_errors())
    assert "od roku" in str(answer.context["form"].non_field_errors())
    assert 'value="Staż pracy"' in page
