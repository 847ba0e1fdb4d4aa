"""Every field is declared personal, sensitive or plain; every shared table says who may read it."""

import pytest

from core import privacy
from core.tenancy import grants

MODELS = list(privacy.our_models())


def test_the_walk_finds_our_models():
    assert len(MODELS) > 20


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_declared_once(model):
    declared = [name for kind in privacy.KINDS for name in getattr(model.Privacy, kind, ())]

    assert sorted(declared) == sorted(field.name for field in model._meta.concrete_fields)


@pytest.mark.parametrize(
    "model",
    [model for model in grants.shared_models() if model in MODELS],
    ids=lambda model: model._meta.label,
)
def test_every_shared_table_says_who_may_use_it(model):
    assert grants.declared(model)


@pytest.mark.parametrize(
    "model", [m for m in MODELS if m in grants.shared_models()], ids=lambda m: m._meta.label
)
def test_no_shared_table_that_tenants_read_holds_anything_personal(model):
    if "tenants" in grants.declared(model) or "metropolis" in grants.declared(model):
        assert set(privacy.declared(model).values()) == {"plain"}
