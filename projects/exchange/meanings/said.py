"""What words of a file mean, as it is kept with the file: a part of how it is read, like its columns."""

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass

from projects.exchange.models import Import


@dataclass(frozen=True)
class Meaning:
    """Words as they stand in the file, the code of the choice that they mean, and when somebody said so.

    Without a code they mean none of them here, whatever they meant in a file before. What was known from
    there is of the moment in which it was said there.
    """

    word: str
    code: str
    said_at: str
    was_known: bool = False


# By question and folded words.
Meanings = Mapping[str, Mapping[str, Meaning]]


def of(found: Import) -> dict[str, dict[str, Meaning]]:
    told = json.loads(found.meanings or "{}")
    return {
        field: {word: Meaning(*one) for word, one in words.items()} for field, words in told.items()
    }


def codes(found: Import) -> dict[str, dict[str, str]]:
    """The same as what reads the rows hears it."""
    return {
        field: {word: one.code for word, one in words.items() if one.code}
        for field, words in of(found).items()
    }


def keep(found: Import, more: Meanings) -> None:
    """These are said of the file beside what was said before; of one word the last holds."""
    every = of(found)
    for field, words in more.items():
        every.setdefault(field, {}).update(words)
    told = {
        field: {word: astuple(one) for word, one in words.items()} for field, words in every.items()
    }
    found.meanings = json.dumps(told, ensure_ascii=False)
