"""Addresses of public pages: the language is part of them, because no cookie tells it."""

from typing import Any

from django.urls import reverse

OTHER = {"pl": "en", "en": "pl"}


def of(page: str, language: str, **named: Any) -> str:
    return reverse(f"public:{page}", kwargs={"language": language, **named})


def file(name: str, **named: Any) -> str:
    """What is in no language, or in its own: data, the catalogue."""
    return reverse(f"public:{name}", kwargs=named)


def preview(page: str, language: str, **named: Any) -> str:
    """The same page made of what waits for approval."""
    renamed = {"project_id": "public_project_id"}
    kwargs = {renamed.get(name, name): value for name, value in named.items()}
    return reverse(f"editions:preview-{page}", kwargs={"language": language, **kwargs})
