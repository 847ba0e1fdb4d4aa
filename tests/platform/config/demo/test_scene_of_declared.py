"""The scene of declared values: a project without people, and objects with a correction."""

from datetime import date

from config.demo.scenes import Scene, declared
from indicators.declared import queries
from projects.agreements.models import Project
from tests import make


def test_the_scene_declares_a_small_project_and_objects_that_were_corrected(inside_alfa):
    by = inside_alfa
    running = make.project(by=by, title="Nowa droga")
    club = make.project(
        by=by,
        title="Klub Integracji Społecznej II",
        starts_on=date(2019, 7, 1),
        ends_on=date(2022, 6, 30),
    )

    declared.play(Scene(running, by, by, by, make.TODAY))

    small = Project.objects.get(title=declared.SMALL)
    told = {each.definition_code: each.total_count for each in queries.in_force([small.pk])}
    assert told == {"PEOPLE_AT_RISK": 24, "PATH_COMPLETED": 21}
    (objects,) = queries.in_force([club.pk])
    assert [each.total_count for each in queries.versions_of(objects)] == [2, 1]
