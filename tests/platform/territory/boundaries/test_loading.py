"""Borders are kept by day: a set goes in whole, the old ones stay when a file is refused."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from core import tenancy
from core.errors import NotAllowed
from territory import queries
from territory.boundaries import operations
from territory.models import Boundary, BoundarySet
from tests import make
from tests.make import borders

SINCE, LATER = date(2020, 1, 1), date(2026, 1, 1)
SOURCE = operations.Source("invented borders", "nobody's")
AT = datetime(2026, 11, 22, tzinfo=UTC)


def load(folder, valid_from=SINCE, *, level="powiat", changed=()):
    with tenancy.acting_as(tenancy.Role.OWNER):
        return operations.load_boundaries(
            prepared=borders.prepared(folder, level),
            source=SOURCE,
            valid_from=valid_from,
            changed=changed,
            at=AT,
            by=make.BY,
        )


def widened(folder, code="2205", by=0.1):
    """The borders with one unit grown to the west by a share of its width."""
    content = borders.collection()
    for one in content["features"]:
        if one["properties"]["JPT_KOD_JE"] == code:
            ring = one["geometry"]["coordinates"][0]
            west = min(point[0] for point in ring)
            for point in ring:
                point[0] -= borders.WIDE * by if point[0] == west else 0
    return borders.written(folder, content)


def run(file, *options: str) -> str:
    said = StringIO()
    arguments = [str(file), "--level", "powiat", "--valid", "2020-01-01", *options]
    with tenancy.acting_as(tenancy.Role.OWNER):
        call_command("load_boundaries", *arguments, stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_borders_hold_from_their_day_to_the_day_of_the_next_set(tmp_path):
    first, second = load(tmp_path), load(tmp_path, LATER)

    assert queries.borders("powiat", date(2025, 12, 31)) == first
    assert queries.borders("powiat", LATER) == second
    assert queries.borders("gmina", LATER) is None


@pytest.mark.django_db
def test_before_the_first_set_the_oldest_one_stands_for_what_nobody_has(tmp_path):
    assert queries.borders("powiat", date(2010, 1, 1)) is None

    first = load(tmp_path)

    assert queries.borders("powiat", date(2010, 1, 1)) == first


@pytest.mark.django_db
def test_the_set_of_the_same_day_is_replaced(tmp_path):
    load(tmp_path)
    load(tmp_path)

    assert BoundarySet.objects.count() == 1
    assert Boundary.objects.count() == 9


@pytest.mark.django_db
def test_the_metropolis_reads_borders_and_changes_none(tmp_path):
    load(tmp_path, level="gmina")

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        assert len(queries.borders("gmina", SINCE).outlines.all()) == 47
        with pytest.raises(ProgrammingError, match="permission denied"):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("delete from territory_boundary")


def test_whoever_does_not_keep_the_definitions_may_not_load_borders(inside_alfa, tmp_path):
    with pytest.raises(NotAllowed):
        operations.load_boundaries(
            prepared=borders.prepared(tmp_path),
            source=SOURCE,
            valid_from=SINCE,
            at=AT,
            by=inside_alfa,
        )


@pytest.mark.django_db
def test_an_area_that_changed_is_refused_unless_it_is_named(tmp_path):
    load(tmp_path)
    file = widened(tmp_path)

    with pytest.raises(CommandError, match=r"the area of 2205 .* differs by \+10\.\d%"):
        run(file)

    assert "2205 Jednostka 2205: other border, area +10" in run(file, "--changed", "2205")


@pytest.mark.django_db
def test_a_border_that_moved_a_little_is_told_and_loaded(tmp_path):
    run(borders.written(tmp_path), "--tolerance", "0m")

    said = run(widened(tmp_path, by=0.01), "--tolerance", "0m")

    assert "2205 Jednostka 2205: other border, area +1.0" in said
    assert said.count("Jednostka") == 1


@pytest.mark.django_db
def test_the_command_tells_what_is_there_and_a_second_run_changes_nothing(tmp_path):
    file = borders.written(tmp_path)

    first = run(file)
    kept = BoundarySet.objects.get().pk
    second = run(file)

    assert "9 areas" in first
    assert first.count(": new") == 9
    assert "Loaded: borders of level powiat, valid from 2020-01-01." in first
    assert second.endswith("Nothing was loaded: exactly these borders are there already.\n")
    assert BoundarySet.objects.get().pk == kept


@pytest.mark.django_db
def test_a_dry_run_loads_nothing(tmp_path):
    said = run(borders.written(tmp_path), "--dry-run")

    assert said.count(": new") == 9
    assert not BoundarySet.objects.exists()


@pytest.mark.django_db
def test_a_refused_file_leaves_the_old_borders(tmp_path):
    load(tmp_path)
    content = borders.collection()
    content["features"][4]["geometry"]["coordinates"][0][1][0] = None

    with pytest.raises(CommandError, match="Feature 5 .* position of two finite numbers"):
        run(borders.written(tmp_path, content))

    assert Boundary.objects.count() == 9


@pytest.mark.django_db
def test_a_set_whose_writing_fails_leaves_the_old_borders(tmp_path, monkeypatch):
    load(tmp_path)
    before = queries.borders("powiat", SINCE).pk
    monkeypatch.setattr(Boundary, "__init__", _fails)

    with pytest.raises(RuntimeError):
        load(tmp_path)

    monkeypatch.undo()
    assert queries.borders("powiat", SINCE).pk == before
    assert Boundary.objects.count() == 9


def _fails(*_arguments, **_fields):
    raise RuntimeError


@pytest.mark.django_db
def test_only_named_units_are_taken_and_only_known_ones(tmp_path):
    file = borders.written(tmp_path)

    assert "2 areas" in run(file, "--codes", "2205,2261", "--dry-run")
    with pytest.raises(CommandError, match="has no powiat, city or gmina 1465"):
        run(file, "--codes", "2205,1465")


@pytest.mark.django_db
def test_a_set_of_some_units_takes_no_other_off_the_map(tmp_path):
    first = load(tmp_path)
    file = borders.written(tmp_path)

    for since in ("2020-01-01", "2026-01-01"):
        with pytest.raises(CommandError, match="borders of 8 areas off the map"):
            run(file, "--codes", "2204", "--valid", since)

    assert queries.borders("powiat", LATER) == first
    assert first.outlines.count() == 9


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--valid", "01.01.2026"], "is not a day"),
        (["--tolerance", "far"], "is not a length"),
        (["--tolerance", "9999m"], "is not a length"),
        (["--codes", "Kartuzy"], "is not a list of TERYT codes"),
    ],
)
def test_an_option_that_is_wrong_is_named(tmp_path, options, reason):
    with pytest.raises(CommandError, match=reason):
        run(borders.written(tmp_path), *options)


@pytest.mark.django_db
def test_a_file_that_is_missing_is_named(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "nowhere.geojson")
