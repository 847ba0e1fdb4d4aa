"""The scene of targets: what it leaves for those who look around."""

from datetime import date

from config.demo.scenes import Scene, targets
from indicators.targets import queries
from indicators.targets.entries import TargetEntry
from tests import make
from tests.make import targets as made


def test_the_scene_amends_and_plans_the_second_club_and_sets_targets_of_the_gmina(inside_alfa):
    by = inside_alfa
    running = make.project(by=by, title="Nowa droga")
    kis_2 = make.project(
        by=by,
        title="Klub Integracji Społecznej II",
        edition_no=2,
        starts_on=date(2019, 7, 1),
        ends_on=date(2022, 6, 30),
    )
    employed = TargetEntry(definition_code="EMPLOYED_AFTER", total=60, invented=("total",))
    made.targets(of=kis_2, by=by, entries=[*made.kis_ii(), employed])

    targets.play(Scene(running, by, by, by, make.TODAY))

    held = queries.entries_of(kis_2)
    published, disabled = held["PEOPLE_AT_RISK", ""], held["PEOPLE_AT_RISK", "DISABLED"]
    assert (published.women, published.men, published.total) == (150, 70, 220)
    assert (disabled.women, disabled.men, disabled.total) == (70, 40, 110)
    assert held["EMPLOYED_AFTER", ""].total == 64
    before = queries.entries_on(kis_2, on=date(2021, 3, 14))
    assert before["EMPLOYED_AFTER", ""].total == 60
    planned = [
        queries.entries_of(kis_2, period)["PEOPLE_AT_RISK", ""].total
        for period in queries.periods_of(kis_2)
    ]
    # Three periods make up the contract here; nothing says that they must.
    assert planned == [60, 93, 67]
    assert queries.entries_of(None)["PEOPLE_AT_RISK", ""].total == 1_000
