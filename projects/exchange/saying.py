"""Sentences that a worker leaves for whoever reads them later, in each language of the interface."""

import json

from django.conf import settings
from django.utils import translation


def kept(*sentences: object) -> str:
    """To be sealed; what is lazy, and a refusal, is said in each language."""
    told: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            told[language] = " ".join(map(str, sentences))
    return json.dumps(told, ensure_ascii=False)


def heard(text: str | None) -> str:
    """In the reader's language; empty where nothing was kept."""
    told: dict[str, str] = json.loads(text or "{}")
    return told.get(translation.get_language() or settings.LANGUAGE_CODE, "")
