"""Benchmarks run seldom: what they are made of is tried here, so that none is found broken on the day it is needed."""

from importlib import import_module
from pathlib import Path

import pytest

from core import tenancy
from projects.participants.models import Participation
from tests.benchmarks import entering, population

ROOT = Path(__file__).resolve().parents[2]
# What runs when it is imported, and a server's own application, which takes other settings.
RUN = ("__main__", "wsgi")
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "tests/benchmarks").rglob("*.py")
    if path.stem not in (*RUN, "__init__")
)


@pytest.mark.parametrize("name", MODULES)
def test_every_part_of_a_benchmark_can_be_read(name):
    import_module(name)


def test_their_people_fit_the_tables_of_today(alfa):
    people = population.invent(3)
    once = {stay.person: (0, stay) for stay in people.stays}

    entering.enter(alfa, list(once.values()), people)

    with tenancy.inside(alfa):
        assert Participation.objects.count() == len(once)
