"""Rounds, their checklist and notice, and a grid that freezes and is replaced."""

from datetime import date
from decimal import Decimal

import pytest

from core.errors import StaleEdit
from projects.recruitment import operations, queries
from projects.recruitment.models import Candidate
from projects.recruitment.operations import grids, rounds
from tests import make
from tests.make import recruitment as made


def correct(recruitment, *, by, **facts):
    return operations.correct_recruitment(
        recruitment=recruitment, version=recruitment.version, by=by, **facts
    )


def test_a_round_begins_with_an_empty_grid_in_force(inside_alfa):
    recruitment = made.recruitment(by=inside_alfa)

    grid = queries.grid_in_force(recruitment)

    assert (grid.version_no, grid.frozen_at) == (1, None)


def test_a_round_that_closes_before_it_opens_is_refused_with_both_days(inside_alfa):
    with pytest.raises(rounds.ClosesBeforeItOpens) as refusal:
        made.recruitment(by=inside_alfa, closes_on=date(2026, 10, 31))

    assert {"opens_on", "closes_on"} == set(refusal.value.facts)
    assert refusal.value.field == "closes_on"


def test_a_round_after_the_end_of_its_project_is_refused(inside_alfa):
    with pytest.raises(rounds.OutsideProject):
        made.recruitment(by=inside_alfa, opens_on=date(2028, 1, 1), closes_on=None)


def test_two_rounds_of_a_project_do_not_share_a_name(inside_alfa, opened):
    with pytest.raises(rounds.NameTaken):
        made.recruitment(by=inside_alfa, of=opened.project, name=opened.name)


def test_several_rounds_of_a_project_live_side_by_side(inside_alfa, opened):
    made.recruitment(by=inside_alfa, of=opened.project, name="Drugi nabór")

    assert opened.project.recruitments.count() == 2


@pytest.mark.parametrize(
    ("closes_on", "day", "state"),
    [
        (date(2026, 11, 30), date(2026, 10, 31), "planowany"),
        (date(2026, 11, 30), date(2026, 11, 1), "otwarty"),
        (date(2026, 11, 30), date(2026, 11, 30), "otwarty"),
        (date(2026, 11, 30), date(2026, 12, 1), "zamkniety"),
        (None, date(2027, 6, 1), "otwarty"),
    ],
)
def test_the_days_say_whether_a_round_is_open(inside_alfa, closes_on, day, state):
    recruitment = made.recruitment(by=inside_alfa, closes_on=closes_on)

    assert queries.round_state(recruitment, on=day) == state


def test_the_web_form_does_not_open_without_the_information_for_candidates(inside_alfa, opened):
    with pytest.raises(rounds.NoNotice):
        correct(opened, has_web_form=True, by=inside_alfa)


def test_information_with_a_place_to_fill_in_is_not_published(inside_alfa, opened):
    text = "Administratorem jest [nazwa jednostki]."

    with pytest.raises(rounds.NoticeUnfinished, match="nazwa jednostki"):
        operations.publish_notice(recruitment=opened, text=text, at=made.NOW, by=inside_alfa)


def test_each_publication_of_the_information_is_a_new_version(inside_alfa, opened):
    for text in ("pierwsza", "druga"):
        operations.publish_notice(recruitment=opened, text=text, at=made.NOW, by=inside_alfa)

    assert queries.notice_in_force(opened).text == "druga"
    assert [notice.text for notice in opened.notices.all()] == ["druga", "pierwsza"]


def test_an_edit_of_a_round_that_comes_too_late_is_refused(inside_alfa, opened):
    correct(opened, places_count=5, by=inside_alfa)

    with pytest.raises(StaleEdit):
        correct(opened, places_count=7, by=inside_alfa)


def test_places_do_not_go_below_those_who_are_accepted(inside_alfa, opened):
    for serial in range(2):
        candidate = made.candidate(opened, serial, by=inside_alfa)
        made.decided(made.scored(candidate, by=inside_alfa), by=inside_alfa)

    with pytest.raises(rounds.FewerThanAccepted):
        correct(opened, places_count=1, by=inside_alfa)


def test_a_document_that_somebody_brought_stays_on_the_checklist(inside_alfa, opened):
    document = operations.require_document(
        recruitment=opened, name="Formularz", needed_by="everybody", by=inside_alfa
    )
    candidate = made.candidate(opened, by=inside_alfa)
    operations.mark_documents(
        candidate=candidate,
        states={document.pk: "received"},
        version=1,
        on=make.TODAY,
        by=inside_alfa,
    )

    with pytest.raises(rounds.DocumentCame):
        operations.drop_document(document=document, by=inside_alfa)


def test_a_grid_changes_until_somebody_is_scored_by_it_and_not_after(inside_alfa, opened):
    grid = queries.grid_in_force(opened)
    operations.set_criterion(grid=grid, entry=made.criterion(name="Drugie"), by=inside_alfa)
    made.scored(made.candidate(opened, by=inside_alfa), by=inside_alfa)

    for change in (
        lambda: operations.set_criterion(grid=grid, entry=made.criterion(), by=inside_alfa),
        lambda: operations.remove_criterion(criterion=grid.criteria.first(), by=inside_alfa),
        lambda: operations.copy_grid(grid=grid, entries=[], source="", by=inside_alfa),
    ):
        with pytest.raises(grids.GridFrozen):
            change()


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"kind": "yes_no", "points": None}, grids.PointsMissing),
        ({"kind": "count", "points": None}, grids.PointsMissing),
        ({"kind": "number"}, grids.BandsMissing),
        ({"kind": "choice"}, grids.BandsMissing),
        ({"kind": "number", "bands": (made.band("puste", 6, 6, 1),)}, grids.BandIsEmpty),
        (
            {
                "kind": "choice",
                "bands": (made.band("lekki", None, None, 1), made.band("Lekki", None, None, 2)),
            },
            grids.AnswersRepeat,
        ),
    ],
)
def test_a_criterion_that_cannot_be_scored_is_refused(inside_alfa, opened, facts, refusal):
    with pytest.raises(refusal):
        operations.set_criterion(
            grid=queries.grid_in_force(opened), entry=made.criterion(**facts), by=inside_alfa
        )


def test_a_gap_between_bands_is_told_and_not_refused(inside_alfa, opened):
    bands = (made.band("6–12", 6, 12, 5), made.band("od 24", 24, None, 10))

    criterion = operations.set_criterion(
        grid=queries.grid_in_force(opened),
        entry=made.criterion(kind="number", bands=bands),
        by=inside_alfa,
    )

    [(found, lower, upper)] = queries.warnings_of([criterion])
    assert (found, lower.label, upper.label) == (criterion, "6–12", "od 24")


def test_a_grid_copied_from_another_round_scores_alike(inside_alfa, opened):
    later = made.recruitment(by=inside_alfa, of=opened.project, name="Drugi")
    entries = [grids.entry_of(each) for each in queries.criteria_of(queries.grid_in_force(opened))]
    operations.copy_grid(
        grid=queries.grid_in_force(later), entries=entries, source="pierwszy", by=inside_alfa
    )

    scored = made.scored(made.candidate(later, by=inside_alfa), by=inside_alfa)

    assert scored.points == 3


def test_a_new_version_decides_only_once_it_is_in_force_and_scores_everybody_again(
    inside_alfa, opened
):
    anna = made.scored(made.candidate(opened, 1, by=inside_alfa), by=inside_alfa)
    prepared = operations.prepare_version(recruitment=opened, by=inside_alfa)
    [criterion] = queries.criteria_of(prepared)
    operations.set_criterion(
        grid=prepared,
        criterion=criterion,
        entry=made.criterion(points=Decimal(10)),
        by=inside_alfa,
    )
    told = queries.rescoring(prepared)

    assert Candidate.objects.get(pk=anna.pk).points == 3
    operations.put_in_force(grid=prepared, at=made.NOW, by=inside_alfa)

    assert [(each.before, each.after.points) for each in told] == [(3, 10)]
    assert Candidate.objects.get(pk=anna.pk).points == 10
    assert queries.grid_in_force(opened) == prepared
    assert anna.scores.count() == 2


def test_a_criterion_that_is_new_in_a_version_leaves_the_scored_to_be_scored_in_part(
    inside_alfa, opened
):
    anna = made.scored(made.candidate(opened, by=inside_alfa), by=inside_alfa)
    prepared = operations.prepare_version(recruitment=opened, by=inside_alfa)
    operations.set_criterion(grid=prepared, entry=made.criterion(name="Nowe"), by=inside_alfa)

    operations.put_in_force(grid=prepared, at=made.NOW, by=inside_alfa)

    anna.refresh_from_db()
    assert (anna.points, anna.scored_at) == (3, None)


def test_one_version_is_prepared_at_a_time(inside_alfa, opened):
    operations.prepare_version(recruitment=opened, by=inside_alfa)

    with pytest.raises(grids.VersionPrepared):
        operations.prepare_version(recruitment=opened, by=inside_alfa)
