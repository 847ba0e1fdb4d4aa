"""What a release tells by traits equals a plain count, and one part never gives another away."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.db import connection

from core import tenancy
from dashboards.metropolis import queries, releasing
from dashboards.metropolis.codes import EMPLOYED, RISK, Trait
from dashboards.metropolis.models import ReleasedBreakdown
from dashboards.metropolis.queries import Pair, Scope
from indicators.facts.models import Publication
from indicators.facts.tasks import publish_tenant
from projects.participants.operations.entering import new_person
from tests import make
from tests.indicators.facts import world

HOMES = ("2205023", "2205032", "2261011", "1465011", "")
# Everybody's first hit carries the traits: the earliest day, then the start, then the number.
PLAIN = """
select value, sex, count(*), count(distinct person_no) filter (where is_first) from (
  select {value} as value, p.sex, p.person_no,
    row_number() over (partition by p.person_no
      order by h.counted_on, p.started_on, p.participation_id) = 1 as is_first
  from facts.hit h
  join facts.participation p on p.id = h.participation_id
  join definition d on d.number = h.definition_no
  where d.code = %s and {where}) told
group by value, grouping sets ((), (sex))"""
VALUE = {
    Trait.AGE_BAND: "case when p.age < 18 then 'U18' when p.age < 30 then '18-29'"
    " when p.age < 55 then '30-54' else '55+' end",
    Trait.LABOUR_STATUS: "p.labour_status",
    Trait.EDUCATION: "case when p.isced <= 2 then 'LOW' when p.isced <= 4 then 'MIDDLE'"
    " else 'HIGH' end",
    Trait.PERSPECTIVE: "p.rule_set",
    Trait.GMINA: "case when p.gmina like '22%%' then left(p.gmina, 6) else '-' end",
}


@pytest.fixture
def crowd(alfa: Any, beta: Any, coordinator: Any) -> list[Any]:
    """Two tenants of one unit, a project of each period of the funds, people with every trait."""
    bob = make.member(beta, "bob@example.org", "Bob Czaja", "coordinator")
    for tenant, by in ((alfa, make.BY), (beta, bob)):
        with tenancy.inside(tenant):
            projects = [
                make.project(by=by, edition_no=1, rule_set="P2014"),
                make.project(by=by, edition_no=2),
            ]
            _fill(projects, first=0 if tenant == alfa else 15)
        publish_tenant(tenant)
    return [alfa, beta]


def _fill(projects: list[Any], *, first: int) -> None:
    """Thirty people, half of them known in the other tenant too; the traits of one follow no rule."""
    for serial in range(first, first + 30):
        seed = serial * 7 + first
        world.takes_part(
            _person(serial, sex="FM"[serial % 3 // 2]),
            projects[seed % 4 // 3],
            started_on=date(2024 + seed % 2, 1 + seed % 12, 5),
            age_at_start=17 if serial == 3 else (18, 22, 29, 40, 54, 61)[seed % 6],
            labour_status=("UNEMPLOYED", "INACTIVE")[seed % 5 // 3],
            isced=seed % 9,
            gmina_at_start=HOMES[seed % 5],
        )


def _person(serial: int, *, sex: str) -> Any:
    return new_person(make.person_entry(pesel=world.number(serial, sex), sex=sex))


def _release() -> Any:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        return releasing.release_breakdowns()


def _told(trait: Trait, **which: Any) -> dict[tuple[str, str], tuple[int, int]]:
    where = {"unit_code": "", "project_id": None, "definition_code": RISK, "period": "ALL", **which}
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        counts = releasing.counted()
    return {
        (key.value, key.sex): tuple(found)
        for key, found in counts.items()
        if key.trait == trait and {name: getattr(key, name) for name in where} == where
    }


def _plainly(trait: Trait, where: str = "true") -> dict[tuple[str, str], tuple[int, int]]:
    with tenancy.acting_as(tenancy.Role.PUBLISHING), connection.cursor() as cursor:
        cursor.execute(PLAIN.format(value=VALUE[trait], where=where), [RISK])
        return {(value, sex or ""): (n, people) for value, sex, n, people in cursor.fetchall()}


def _of_everybody(found: dict[tuple[str, str], Any]) -> dict[tuple[str, str], Any]:
    return {key: counts for key, counts in found.items() if not key[1]}


def test_every_trait_is_told_as_a_plain_count_tells_it(crowd):
    for trait in VALUE:
        expected = _plainly(trait)
        assert _told(trait) == (_of_everybody(expected) if trait == Trait.GMINA else expected)
        in_2024 = _plainly(trait, "extract(year from h.counted_on) = 2024")
        is_by_year = trait not in (Trait.GMINA, Trait.PERSPECTIVE)
        assert _told(trait, period="2024") == (_of_everybody(in_2024) if is_by_year else {})
        in_unit = {} if trait == Trait.GMINA else _of_everybody(expected)
        assert _told(trait, unit_code="2205") == in_unit


def test_parts_make_the_whole_for_participations_and_for_people(crowd):
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        counts, perspectives = releasing.counted(), releasing.perspectives()

    for line in releasing.lines(counts, perspectives):
        parts = [counts[part] for part in line.parts]
        assert counts[line.total].participations == sum(one.participations for one in parts)
    for trait in VALUE:
        people = sum(people for (_value, sex), (_n, people) in _told(trait).items() if not sex)
        assert people == counts[releasing.Key("", None, RISK, "ALL", "", "")].people


def test_a_breakdown_is_read_with_every_value_of_its_trait(crowd):
    release = _release()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        by_age = queries.breakdown(release, Scope(), RISK, "age_band")
        by_sex = queries.breakdown(release, Scope(), RISK, "sex")
        by_disability = queries.breakdown(release, Scope("2205"), RISK, "disability")
        of_the_year = queries.breakdown(release, Scope("", "2024"), RISK, "education")
        unknown = queries.breakdown(release, Scope("", "1999"), RISK, "education")
    assert {value for value, _sex in by_age} == {"U18", "18-29", "30-54", "55+"}
    assert {sex for _value, sex in by_age} == {"", "F", "M"}
    assert set(by_sex) == {("F", ""), ("M", "")}
    assert by_age["U18", ""] == Pair("HIDDEN", "HIDDEN")
    assert by_disability["OTHER", ""] == Pair(60, 45)
    assert by_disability["YES", "F"] == Pair(0, 0)
    assert set(of_the_year) == {("LOW", ""), ("MIDDLE", ""), ("HIGH", "")}
    assert unknown == {}


def test_people_by_gmina_of_residence(crowd):
    release = _release()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        found = queries.by_gmina(release, RISK)
        nobody = queries.by_gmina(release, EMPLOYED)
    assert found.keys() == {"220502", "220503", "226101", "-"}
    assert sum(pair.participations for pair in found.values()) == 60
    assert nobody == {}


def test_what_the_figures_of_a_unit_cover_is_named(crowd):
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        releasing.renew_totals()
        Publication.objects.filter(tenant_name="Gmina Beta").update(problem="OperationalError")
    release = _release()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        covered = queries.coverage(release)["2205"]
    assert covered.tenants == ("Gmina Alfa", "Gmina Beta")
    assert covered.late == ("Gmina Beta",)
    assert covered.is_whole_year("2026") == (
        covered.since <= date(2026, 1, 1) and covered.until >= date(2026, 12, 31)
    )
    assert not covered.is_whole_year("1999")


def test_no_visible_part_is_small_and_none_is_left_alone(crowd):
    release = _release()

    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        visible = ReleasedBreakdown.objects.filter(release=release, is_hidden=False)
        assert visible.exists()
        assert not visible.filter(participations_count__range=(1, 4)).exists()
        assert not visible.filter(people_count__range=(1, 4)).exists()
        groups = Counter(
            (row.definition_code, row.trait, row.unit_code, row.period, row.sex)
            for row in ReleasedBreakdown.objects.filter(release=release, is_hidden=True, sex="")
        )
        shown = _wholes(release)
    assert groups
    assert all(count > 1 for where, count in groups.items() if where[:1] + where[2:] in shown)


def _wholes(release: Any) -> set[tuple[str, ...]]:
    """Where the whole that these parts make is told."""
    return {
        (row.definition_code, row.unit_code, row.period, row.sex)
        for row in release.cells.filter(is_hidden=False, project_id=None, disability="")
    }


def _key(trait: str = "", value: str = "", **where: Any) -> releasing.Key:
    usual = {"unit_code": "", "project_id": None, "period": "ALL", "sex": "", "disability": ""}
    known = {**usual, "definition_code": RISK, **where}
    return releasing.Key(**known, trait=trait, value=value)


def _hidden(counts: dict[releasing.Key, int], **also: Any) -> frozenset[releasing.Key]:
    return releasing.hidden_of({k: releasing.Counts(n, n) for k, n in counts.items()}, **also)


def test_what_is_all_of_its_whole_is_hidden_with_it_and_drags_nothing_along():
    """In 2017 there were projects of one period of the funds alone."""
    counts = {
        _key(): 103,
        _key(period="2017"): 3,
        _key(period="2018"): 40,
        _key(period="2019"): 60,
        _key("perspective", "P2014", period="2017"): 3,
        _key("perspective", "P2014", period="2018"): 40,
        _key("perspective", "P2014", period="2019"): 60,
        _key("perspective", "P2014"): 103,
    }

    hidden = _hidden(counts)

    assert {key.period for key in hidden} == {"2017", "2018"}
    assert len(hidden) == 4


def test_projects_of_one_period_of_the_funds_add_up_to_its_part_of_the_unit():
    perspectives = {"a": "P2014", "b": "P2014", "c": "P2021"}
    projects = {"a": 3, "b": 50, "c": 40}
    counts = {
        _key(): 93,
        _key(unit_code="2205"): 93,
        _key("perspective", "P2014"): 53,
        _key("perspective", "P2021"): 40,
        _key("perspective", "P2014", unit_code="2205"): 53,
        _key("perspective", "P2021", unit_code="2205"): 40,
        **{_key(unit_code="2205", project_id=name): n for name, n in projects.items()},
    }

    hidden = _hidden(counts, perspectives=perspectives)

    # The other project of its period or the period itself, which would tell it otherwise.
    assert _key(unit_code="2205", project_id="a") in hidden
    beside = {
        _key(unit_code="2205", project_id="b"),
        _key("perspective", "P2014", unit_code="2205"),
    }
    assert hidden & beside


def test_every_special_category_is_hidden_below_ten():
    counts = {_key(definition_code="HOMELESS"): 9, _key(definition_code="OTHER"): 9}

    hidden = _hidden(counts, special={"HOMELESS"})

    assert hidden == {_key(definition_code="HOMELESS")}
