"""What an agreement promises a share of beside indicators: food aid, progress, work in time."""

from datetime import date

import pytest

from projects.agreements import queries as agreements
from projects.agreements.queries import USES_FOOD_AID
from projects.participants import operations, traits
from projects.participants.models import Participation
from projects.participants.operations.entering import Refused
from tests import make
from tests.make import agreements as make_agreements
from tests.make import path as make_path

LEFT_ON = date(2026, 6, 30)


@pytest.fixture
def zaneta(inside_alfa) -> Participation:
    return make.participation(by=inside_alfa)


def _counted(of: Participation) -> dict[str, int]:
    return traits.traits_in([of.project_id])[of.project_id]


def _left(who: Participation, by, *outcomes) -> None:
    entry = make.leave_entry(ended_on=LEFT_ON, outcomes=outcomes, exit_situation="BEING_MONITORED")
    who.refresh_from_db()
    operations.leave(participation=who, entry=entry, version=who.version, on=make.TODAY, by=by)


def _work(day: date):
    return make.entries.OutcomeEntry(kind="LASTING_WORK", observed_on=day, evidence="CONTRACT")


def test_a_project_in_which_nobody_has_a_trait_has_zeros(zaneta):
    assert set(_counted(zaneta).values()) == {0}


def test_food_aid_counts_people_by_the_premise_on_file(zaneta, inside_alfa):
    premise = make.premise_entry(kind=traits.FOOD_AID, evidence="FOOD_AID_CERTIFICATE")
    operations.note_premise(participation=zaneta, entry=premise, on=make.TODAY, by=inside_alfa)

    assert _counted(zaneta)[USES_FOOD_AID] == 1


def test_work_counts_up_to_three_months_after_leaving(zaneta, inside_alfa):
    other = make.participation(of=zaneta.project, by=inside_alfa, pesel=None)
    _left(zaneta, inside_alfa, _work(date(2026, 9, 30)))
    with pytest.raises(Refused, match="30.09.2026"):
        _left(other, inside_alfa, _work(date(2026, 10, 1)))
    _left(other, inside_alfa)

    assert _counted(zaneta)[traits.EMPLOYMENT] == 1


def test_progress_counts_once_somebody_has_left(zaneta, inside_alfa):
    make_path.survey(zaneta, by=inside_alfa, answer=2)
    make_path.survey(zaneta, by=inside_alfa, moment="EXIT", answer=3, filled_on=date(2026, 6, 20))
    before = _counted(zaneta)[traits.SOCIAL]

    _left(zaneta, inside_alfa)

    assert (before, _counted(zaneta)[traits.SOCIAL]) == (0, 1)


def test_the_quota_of_the_agreement_is_read_in_whole_people(zaneta, inside_alfa):
    premise = make.premise_entry(kind=traits.FOOD_AID, evidence="FOOD_AID_CERTIFICATE")
    operations.note_premise(participation=zaneta, entry=premise, on=make.TODAY, by=inside_alfa)
    group = make_agreements.target_group(
        of=zaneta.project, by=inside_alfa, food_aid="SHARE", food_aid_percent=100
    )
    figures = agreements.figures_of([zaneta.project])[zaneta.project_id]

    (reading,) = agreements.quotas_of(group, figures)

    assert reading.quota.reached == 1
