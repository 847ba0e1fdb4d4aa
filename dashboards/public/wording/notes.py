"""The press notes, in the language that is asked for."""

from dashboards.public.wording import notes_en, notes_pl
from dashboards.public.wording.facts import Note, ProgrammeFacts, ProjectFacts, UnitFacts

LANGUAGES = {"pl": notes_pl, "en": notes_en}


def programme(facts: ProgrammeFacts, language: str) -> Note:
    return LANGUAGES[language].programme(facts)


def unit(facts: UnitFacts, language: str) -> Note:
    return LANGUAGES[language].unit(facts)


def project(facts: ProjectFacts, language: str) -> Note:
    return LANGUAGES[language].project(facts)
