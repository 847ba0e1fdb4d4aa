"""Who is who: a number for each person, known by a pseudonym that only publishing can make.

While the programme's key is being changed, people are found under every key of the ring and moved
to the current one as they are met; their numbers stay.

A participation that was made anonymous keeps the number it had, though nobody can say whose it is.
When all that is known of a number is anonymous, chance takes the place of its pseudonym.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from core import crypto, keys
from indicators.facts.models import MatchingKey
from tenants.models import Tenant

# A participation, its person in the tenant if it has one still, and the box with the number.
Row = tuple[UUID, UUID | None, Any]

_KNOWN = "select pseudonym, id from facts.person where pseudonym = any(%s::bytea[])"
_ENTER = """
insert into facts.person (pseudonym, key_name) select unnest(%s::bytea[]), %s
on conflict do nothing"""
# Whoever is known under both has two numbers, which their facts leave behind one by one.
_MOVE = """
update facts.person n set pseudonym = moved.current, key_name = %s
from unnest(%s::bytea[], %s::bytea[]) as moved(older, current)
where n.pseudonym = moved.older
  and not exists (select from facts.person m where m.pseudonym = moved.current)"""

# As it was counted last, while it had a person.
_KEEP = """
insert into facts.kept_number (participation_id, person_no)
select participation_id, person_no from facts.participation where participation_id = any(%s)
on conflict do nothing"""
_KEPT = """
select participation_id, person_no from facts.kept_number where participation_id = any(%s)"""
# With no living participation left, nobody may ask by a PESEL whose these were.
_LET_GO = """
update facts.person n
set pseudonym = uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), key_name = ''
where n.id = any(%s) and n.key_name <> ''
  and exists (select from facts.kept_number k where k.person_no = n.id)
  and not exists (
    select from facts.participation p
    left join facts.kept_number k on k.participation_id = p.participation_id
    where p.person_no = n.id and k.participation_id is null)"""


class KeyMissing(RuntimeError):
    """People are known under a key that this process does not hold; it would number them twice."""


def person_numbers(tenant: Tenant, rows: Sequence[Row]) -> list[int]:
    """The number of each row's person, in the rows' order; whoever is not known gets one."""
    kept = _kept([participation for participation, person, _box in rows if person is None])
    living = [row for row in rows if row[0] not in kept]
    numbers = iter(_numbers_of_the_living(tenant, living))
    return [kept[row[0]] if row[0] in kept else next(numbers) for row in rows]


def of_nobody(rows: Sequence[Row], numbers: Sequence[int]) -> Iterator[int]:
    """The numbers of the anonymous ones among the rows."""
    for (_id, person, _box), number in zip(rows, numbers, strict=True):
        if person is None:
            yield number


def let_go(people: Collection[int]) -> None:
    """Forget the pseudonyms of those of whom nothing but anonymous participations is left."""
    if people:
        with connection.cursor() as cursor:
            cursor.execute(_LET_GO, [list(people)])


def _kept(anonymous: list[UUID]) -> dict[UUID, int]:
    if not anonymous:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [anonymous])
        cursor.execute(_KEPT, [anonymous])
        return dict(cursor.fetchall())


def _numbers_of_the_living(tenant: Tenant, rows: Sequence[Row]) -> list[int]:
    identities = [_identity(tenant, person_id or own_id, box) for own_id, person_id, box in rows]
    if len(keys.matching_keys().programme) > 1:
        _move(identities)
    pseudonyms = [crypto.pseudonym(identity) for identity in identities]
    known = _known(pseudonyms)
    if unknown := sorted(set(pseudonyms) - set(known)):
        if insist_on_every_key():
            # The ring was read anew, and pseudonyms are made with another key.
            return _numbers_of_the_living(tenant, rows)
        with connection.cursor() as cursor:
            cursor.execute(_ENTER, [unknown, keys.matching_keys().current])
        known |= _known(unknown)
    return [known[pseudonym] for pseudonym in pseudonyms]


def _identity(tenant: Tenant, person_id: UUID, box: bytes | None) -> str:
    """What the pseudonym is made of; without PESEL or matching, a name that matches nobody."""
    if box is None or not tenant.joins_matching:
        return f"alone:{tenant.uuid}:{person_id}"
    return f"pesel:{crypto.unboxed(bytes(box))}"


def _known(pseudonyms: Iterable[bytes]) -> dict[bytes, int]:
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [sorted(set(pseudonyms))])
        return {bytes(pseudonym): number for pseudonym, number in cursor.fetchall()}


def _move(identities: Iterable[str]) -> None:
    """Put people who are known under an older key under the current one."""
    insist_on_every_key()
    held, wanted = keys.matching_keys(), sorted(set(identities))
    current = [crypto.pseudonym(identity) for identity in wanted]
    for name in held.programme:
        if name != held.current:
            older = [crypto.pseudonym(identity, key_name=name) for identity in wanted]
            with connection.cursor() as cursor:
                cursor.execute(_MOVE, [held.current, older, current])


def insist_on_every_key() -> bool:
    """Refuse to go on without a key under which people are known; whether the ring was read anew.

    The current key of the ring is entered as soon as it is used, so that nobody goes on without it.
    """
    known = {one.name: bytes(one.fingerprint) for one in MatchingKey.objects.all()}
    read_anew = False
    if not _holds(known):
        keys.matching_keys.cache_clear()
        read_anew = True
        if not _holds(known):
            missing = ", ".join(sorted(known))
            raise KeyMissing(f"the matching keys in use are {missing}; this process lacks one")
    held = keys.matching_keys()
    for name in [held.current] if known else list(held.programme):
        if name not in known:
            MatchingKey.objects.create(name=name, fingerprint=crypto.fingerprint(name))
    return read_anew


def _holds(known: dict[str, bytes]) -> bool:
    held = keys.matching_keys().programme
    return all(name in held and crypto.fingerprint(name) == mark for name, mark in known.items())
