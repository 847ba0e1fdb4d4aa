"""The demonstration is loaded once and whole: one that a crash cut short is named as such."""

import pytest
from django.core.management import CommandError, call_command

from config.demo import load
from core import audit
from tenants.models import Tenant


@pytest.fixture
def begun(alfa: Tenant) -> Tenant:
    Tenant.objects.filter(pk=alfa.pk).update(is_demo=True)
    return alfa


def test_a_load_that_did_not_end_is_not_taken_for_a_demonstration(begun):
    with pytest.raises(CommandError, match="begin anew"):
        call_command("demo")


def test_a_whole_one_is_loaded_once(begun, capsys):
    audit.record(load.LOADED, Tenant, by=load.BY)

    call_command("demo")

    assert "already loaded" in capsys.readouterr().out
