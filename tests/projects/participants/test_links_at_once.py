"""Two people decide about one pair in the same moment: one wins, the other is told who did."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from core import tenancy
from core.ledger.models import Member
from projects.participants import operations
from projects.participants.models import PersonLink
from projects.participants.operations.links import DecidedAlready
from tests import conftest, make
from tests.environment import WORKER
from tests.make import path as make_path

DECIDERS = 4


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A database of its own, where every transaction is real and none is rolled back."""
    name, kept = f"at_once_{WORKER}", settings.DATABASES["default"]["NAME"]
    with django_db_blocker.unblock():
        with conftest.superuser() as link, conftest.alone():
            conftest.drop(link, name)
            conftest.copy(link, name)
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
        yield
        connection.close()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = kept
        with conftest.superuser() as link:
            conftest.drop(link, name)


def test_of_several_who_decide_at_once_one_wins_and_the_others_hear_of_it(committed):
    alfa = make.tenant("alfa")
    coordinator = make.account("anna@example.org", "Anna Lis", alfa, "coordinator")
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        zaneta = make.participation(by=anna)
        twin = make_path.lookalike(zaneta, by=anna)
    together = Barrier(DECIDERS)

    def decide(number: int) -> str:
        pair = (zaneta.person, twin.person)[:: 1 if number % 2 else -1]
        kind = "SAME" if number % 2 else "DIFFERENT"
        try:
            with tenancy.inside(alfa):
                together.wait(timeout=20)
                operations.decide(one=pair[0], other=pair[1], kind=kind, by=anna)
                return "decided"
        except DecidedAlready as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(DECIDERS) as deciders:
        answers = sorted(deciders.map(decide, range(DECIDERS)), key=lambda said: said != "decided")

    assert answers[0] == "decided"
    assert all("Anna Lis" in said for said in answers[1:])
    with tenancy.inside(alfa):
        assert PersonLink.objects.count() == 1
