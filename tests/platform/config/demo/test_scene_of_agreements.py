"""The scene of agreements: what it leaves for those who look around."""

from datetime import date

from config.demo.scenes import Scene, agreements
from projects.agreements import queries
from projects.agreements.models import ProjectDraft
from tests import make


def test_the_scene_fills_the_running_project_and_the_two_clubs(inside_alfa):
    by = inside_alfa
    running = make.project(by=by, title="Nowa droga")
    kis = make.project(by=by, starts_on=date(2018, 1, 1), ends_on=date(2020, 12, 31))
    kis_2 = make.project(by=by, title="Klub Integracji Społecznej II", edition_no=2)

    agreements.play(Scene(running, by, by, by, make.TODAY))

    grid = queries.task_grid(running)
    assert [partner.is_leader for partner in grid.partners] == [True, False]
    assert grid.outside_tasks == running.total_amount * 15 / 100
    assert queries.target_group_of(kis).reintegration_unit == "KIS"
    assert queries.target_group_of(kis_2).revitalisation_side == "OUTSIDE"
    assert queries.target_group_of(kis_2).complementary_project == kis
    assert running.amendments.count() == 2
    assert queries.amendments_in_force(running).get().versions.get().kind == "TASKS"
    assert ProjectDraft.objects.get().member == by
