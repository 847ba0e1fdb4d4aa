"""The worker that reaches out of the deployment does its work without the keys of the units."""

import inspect

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.celery import app
from core import crypto, keys, tenancy
from core.days import today
from core.ledger.models import Member
from projects.participants.models import Person
from tests import make
from tests.everywhere import things

# What asks for one row by its key is called for each row by a task that asks for nothing.
GIVEN = {"schema_name": "alfa", "day": today().isoformat()}
REMEMBERED = (keys.ring, crypto.unwrapped, crypto._cipher)


@pytest.fixture
def without_keys(alfa, coordinator, settings):
    """A unit in which every app has something, and from then on no key ring."""
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        things.everything(participation=make.participation(by=anna), by=anna)
    settings.KEY_RING_FILE = "/nowhere/ring"
    for each in REMEMBERED:
        each.cache_clear()
    yield
    for each in REMEMBERED:
        each.cache_clear()


def _of_the_worker():
    app.loader.import_default_modules()
    for name, task in sorted(app.tasks.items()):
        asked = set(inspect.signature(task.run).parameters)
        queue = app.amqp.router.route({}, name)["queue"].name
        if queue == "default" and not name.startswith("celery.") and asked <= set(GIVEN):
            yield name, task, {each: GIVEN[each] for each in asked}


def test_the_worker_needs_no_keys_for_any_task(without_keys, caplog):
    done = []
    for name, task, given in _of_the_worker():
        task.run(**given)
        done.append(name)

    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
    assert len(done) >= 20


def test_without_keys_no_number_is_read(without_keys, alfa):
    with tenancy.inside(alfa), pytest.raises(ImproperlyConfigured):
        _ = Person.objects.filter(pesel__isnull=False).first().pesel
