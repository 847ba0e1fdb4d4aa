"""Sentences that a worker leaves for whoever reads them later, in each language of the interface."""

import json
from collections.abc import Mapping

from django.conf import settings
from django.utils import translation


def kept(*sentences: object) -> str:
    """To be sealed; what is lazy, and a refusal, is said in each language."""
    return json.dumps(in_each_language(*sentences), ensure_ascii=False)


def heard(text: str | None) -> str:
    """In the reader's language; empty where nothing was kept."""
    return heard_of(json.loads(text or "{}"))


def in_each_language(*sentences: object) -> dict[str, str]:
    told: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            told[language] = " ".join(map(str, sentences))
    return told


def heard_of(told: Mapping[str, str]) -> str:
    return told.get(translation.get_language() or settings.LANGUAGE_CODE, "")
