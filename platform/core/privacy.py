"""How each field is declared: personal, sensitive or plain. Export, erasure and logs read this."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

KINDS = ("personal", "sensitive", "plain")


def declared(model: type[Model]) -> dict[str, str]:
    """Map every declared field name of a model to its kind."""
    privacy = getattr(model, "Privacy", None)
    return {name: kind for kind in KINDS for name in getattr(privacy, kind, ())}


def our_models() -> Iterator[type[Model]]:
    for model in apps.get_models():
        if not model.__module__.startswith(("django.", "axes.", "django_tenants.")):
            yield model
