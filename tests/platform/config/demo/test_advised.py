"""What the demonstration adds to projects that are over: advice, so that efficiency has a base."""

from datetime import date

from config.demo import advised
from core import tenancy
from indicators.facts.models import ParticipationFact
from indicators.facts.tasks import publish_tenant
from projects.support.models import Attendance, PlannedSupport
from tests import make
from tests.indicators.facts import world


def test_whoever_stayed_long_enough_is_advised_and_counts_in_the_base(alfa, coordinator):
    with tenancy.inside(alfa):
        over = make.project(
            by=make.BY,
            rule_set="P2014",
            starts_on=date(2020, 1, 1),
            ends_on=date(2020, 12, 31),
        )
        for serial, ended_on in enumerate((date(2020, 9, 1), date(2020, 9, 1), date(2020, 3, 4))):
            world.takes_part(
                world.person(serial),
                over,
                started_on=date(2020, 3, 2),
                ended_on=ended_on,
                completed_path=True,
                exit_situation="TOOK_UP_WORK",
            )

    count = advised.advise(alfa, today=make.TODAY)
    publish_tenant(alfa)

    with tenancy.inside(alfa):
        assert count == PlannedSupport.objects.count() == Attendance.objects.count() == 2
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        rows = ParticipationFact.objects.values_list("vocational_kinds", "vocational_hours")
        assert sorted(rows) == [(0, 0), (1, 2), (1, 2)]
