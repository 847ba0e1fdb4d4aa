"""What an edition holds: kept and read back the same, limited to open pages, compared with another."""

import json
from dataclasses import replace

from dashboards.public import contents, differences
from dashboards.public.contents import EMPLOYED, HIDDEN, Place, Told
from tests.make import public


def test_a_content_that_was_kept_is_the_same_when_it_is_read():
    content = public.content(exposed=(Place("2205", public.PROJECT),))

    kept = json.loads(json.dumps(contents.to_json(content)))

    assert contents.from_json(kept) == content


def test_a_project_whose_unit_took_its_page_back_leaves_no_trace():
    content = public.content(exposed=(Place("2205", public.PROJECT),)).only(set())

    assert public.PROJECT not in json.dumps(contents.to_json(content))
    assert content.told(Place()) == Told(5_600, 5_000)


def test_only_the_day_makes_no_candidate():
    before = public.content()

    assert differences.is_same(before, replace(before, as_of=public.TODAY_LATER))
    assert not differences.is_same(None, before)
    assert not differences.is_same(before, replace(before, projects_count=4))


def test_differences_are_told_with_what_stood_there_before():
    before = public.content()
    after = replace(
        before,
        cells={**before.cells, Place("2205", code=EMPLOYED): Told(HIDDEN, HIDDEN)},
        projects=(),
    )

    found = differences.figures(before, after)

    assert [(one.place.unit_code, one.is_people, one.before, one.after) for one in found] == [
        ("2205", True, 345, HIDDEN),
        ("2205", False, 345, HIDDEN),
    ]
    assert differences.projects(before, after) == ([], [public.project_entry().title])


def test_an_official_figure_that_comes_or_goes_is_a_difference():
    before = public.content()
    figure = public.official(EMPLOYED, 83)

    come, go = differences.official(before, replace(before, official=(figure,)))

    assert come == [figure]
    assert go == list(before.official)
