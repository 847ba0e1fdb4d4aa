"""Rotation of the matching key: pseudonyms change, numbers and figures do not, and it survives a kill."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as product
from django.core.management import CommandError, call_command
from django.db import connection

from core import keys, tenancy
from core.ledger.models import Member, OutboxEntry
from indicators.facts import numbering, reconciling, rotating
from indicators.facts.models import ParticipationFact, PersonNumber, Publication
from indicators.facts.tasks import publish_tenant
from projects.agreements.models import Project
from projects.participants.operations.entering import new_person
from tenants.models import Tenant
from tests import make
from tests.indicators.facts import world
from tests.make import retention

PEOPLE = 5


@pytest.fixture
def file(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A copy of the matching keys, in which they may be changed."""
    copy = tmp_path / "matching.json"
    copy.write_text(Path(product.MATCHING_KEYS_FILE).read_text())
    settings.MATCHING_KEYS_FILE = str(copy)
    keys.matching_keys.cache_clear()
    yield copy
    keys.matching_keys.cache_clear()


@pytest.fixture
def tenants(alfa: Tenant, beta: Tenant, file: Path) -> list[Tenant]:
    return _populated([alfa, beta])


def _populated(tenants: list[Tenant]) -> list[Tenant]:
    """Both know the same people, and each somebody without a number; all of it is published."""
    for tenant in tenants:
        with tenancy.inside(tenant):
            project = make.project(by=make.BY)
            for serial in range(PEOPLE):
                world.takes_part(world.person(serial), project)
            world.takes_part(new_person(make.person_entry(pesel=None)), project)
        publish_tenant(tenant)
    return tenants


def _begin(file: Path) -> None:
    call_command("make_keys", add_programme_key=True)
    keys.matching_keys.cache_clear()


def _numbers() -> dict[Any, int]:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        return dict(ParticipationFact.objects.values_list("participation_id", "person_no"))


def _pseudonyms() -> dict[int, bytes]:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        return {row.pk: bytes(row.pseudonym) for row in PersonNumber.objects.all()}


def _enters(tenant: Tenant, serial: int) -> None:
    with tenancy.inside(tenant):
        world.takes_part(world.person(serial), make.project(by=make.BY, edition_no=9))


def test_everybody_keeps_their_number_under_another_pseudonym(tenants, file) -> None:
    numbers, pseudonyms = _numbers(), _pseudonyms()
    _begin(file)

    call_command("rotate_matching_key")

    assert _numbers() == numbers
    renewed = _pseudonyms()
    assert set(renewed) == set(pseudonyms)
    assert not set(renewed.values()) & set(pseudonyms.values())
    assert world.waiting(tenants) == 0
    assert world.wrong(tenants) == {}


def test_afterwards_the_older_key_may_be_dropped_and_everybody_is_known_still(
    tenants, file
) -> None:
    _begin(file)
    call_command("rotate_matching_key")
    call_command("rotate_matching_key", finish=True)
    call_command("make_keys", drop_older_programme_keys=True)
    keys.matching_keys.cache_clear()

    _enters(tenants[0], 0)
    _enters(tenants[0], PEOPLE)
    publish_tenant(tenants[0])

    assert list(json.loads(file.read_text())["programme"]) == ["p2"]
    assert len(_pseudonyms()) == PEOPLE + 2 + 1, "one came who was not known"
    assert world.wrong(tenants) == {}


def test_nobody_who_was_removed_holds_the_older_key_back(tenants, file, coordinator) -> None:
    """Some are known to the other unit still, and some to nobody: neither stands in the way."""
    agreeing = retention.another("alfa")
    with tenancy.inside(tenants[0]):
        anna = Member.objects.get(account_id=coordinator.pk)
        project = retention.is_over(Project.objects.get(), until=date(2027, 12, 31))
        on = retention.day_after(project)
        retention.removed(project, by=anna, agreed_by=agreeing, on=on)
    publish_tenant(tenants[0])
    numbers = _numbers()
    _begin(file)

    call_command("rotate_matching_key")
    call_command("rotate_matching_key", finish=True)

    assert _numbers() == numbers
    assert world.wrong(tenants) == {}


def test_publishing_goes_on_meanwhile_and_knows_everybody(tenants, file) -> None:
    _begin(file)
    moving = rotating.move_everybody()
    next(moving)

    _enters(tenants[1], 0)
    _enters(tenants[1], PEOPLE)
    publish_tenant(tenants[1])

    assert len(_pseudonyms()) == PEOPLE + 2 + 1
    assert world.wrong(tenants) == {}
    assert sum(moved for _place, moved in moving) >= 0
    assert rotating.left_behind() == 0


def test_the_older_key_is_not_given_up_as_long_as_somebody_needs_it(tenants, file) -> None:
    _begin(file)

    with pytest.raises(CommandError, match="people are known under an older key"):
        call_command("rotate_matching_key", finish=True)


def test_a_second_rotation_waits_for_the_first(tenants, file) -> None:
    _begin(file)

    with pytest.raises(CommandError, match="p1 and p2"):
        call_command("make_keys", add_programme_key=True)


def test_who_lacks_a_key_numbers_nobody_until_the_file_is_there(tenants, file) -> None:
    older = file.read_text()
    _begin(file)
    call_command("rotate_matching_key")
    newer = file.read_text()
    file.write_text(older)
    keys.matching_keys.cache_clear()
    _enters(tenants[0], 0)

    with pytest.raises(numbering.KeyMissing):
        publish_tenant(tenants[0])

    with tenancy.inside(tenants[0]):
        assert OutboxEntry.objects.exists(), "nothing is lost"
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        assert Publication.objects.get(tenant_id=tenants[0].pk).problem == "KeyMissing"
    file.write_text(newer)
    publish_tenant(tenants[0])
    assert world.wrong(tenants) == {}


def test_keys_that_were_lost_and_made_anew_double_nobody(tenants, file) -> None:
    lost = json.loads(file.read_text())
    other = {**lost, "current": "p1", "programme": {"p1": lost["private"]}}
    file.write_text(json.dumps(other))
    keys.matching_keys.cache_clear()
    _enters(tenants[0], 0)

    with pytest.raises(numbering.KeyMissing, match="p1"):
        publish_tenant(tenants[0])


def test_a_person_who_was_numbered_twice_is_one_again(tenants, file) -> None:
    """A publisher whose file lacked the older key, as from a hasty hand, before it was refused."""
    numbers = _numbers()
    _begin(file)
    with tenancy.inside(tenants[0], role=tenancy.Role.PUBLISHING):
        twin = numbering.crypto.pseudonym(f"pesel:{world.number(0)}")
        PersonNumber.objects.create(pseudonym=twin, key_name="p2")

    call_command("rotate_matching_key")
    for tenant in tenants:
        publish_tenant(tenant)

    assert rotating.left_behind() == 0
    assert len(set(_numbers().values())) == len(set(numbers.values()))
    assert world.wrong(tenants) == {}


def test_killed_at_any_statement_it_goes_on_where_it_stopped(
    own_database: None, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotating, "CHUNK", 2)
    tenants = _populated([make.tenant("alfa"), make.tenant("beta")])
    numbers = _numbers()
    _begin(file)
    deaths = 0
    while not _moves_everybody(dies_at=deaths + 1):
        deaths += 1
        assert _numbers() == numbers, f"after dying instead of statement {deaths}"
        with tenancy.acting_as(tenancy.Role.PUBLISHING):
            assert reconciling.shared_differences() == {}

    assert deaths > 10
    assert rotating.left_behind() == 0
    assert _numbers() == numbers
    assert rotating.give_up_older_keys() == ["p1"]
    assert world.wrong(tenants) == {}


def _moves_everybody(*, dies_at: int) -> bool:
    with connection.execute_wrapper(world.DiesBefore(dies_at)):
        try:
            for _place, _moved in rotating.move_everybody():
                pass
        except world.Killed:
            connection.close()
            return False
    return True
