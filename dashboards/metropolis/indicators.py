"""The list of indicators: by the family they come from, found by words of their names or their code."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.metropolis.scope import query
from indicators.definitions import queries as definitions
from indicators.definitions.models import Definition
from indicators.definitions.queries import Published
from indicators.definitions.vocabulary import Family
from ui import formats, parts

if TYPE_CHECKING:
    from dashboards.metropolis.pages import View

WORDS, FAMILY = "szukaj", "rodzina"


@dataclass(frozen=True)
class Group:
    """The indicators of one family, as one card of the page."""

    key: str
    title: str
    table: parts.Table
    # Why no numbers stand in it.
    sub: str = ""


def page(view: "View", typed: QueryDict) -> dict[str, Any]:
    """The groups that the words and the family leave, and how many indicators are in them."""
    words, family = typed.get(WORDS, "").strip()[:80], typed.get(FAMILY, "")
    family = family if family in Family.values else ""
    every = list(definitions.in_force(on=view.today))
    found = [one for one in every if speaks_of(one.definition, words)]
    kept = [one for one in found if family in ("", one.definition.family)]
    return {
        "groups": list(_groups(view, kept)),
        "all_count": len(every),
        "words": words,
        "family": family,
        "found": _found(len(kept)),
        "chips": [_chip(view, words, family)],
    }


def complaints(typed: QueryDict) -> list[str]:
    """A sentence for a family that there is none of; the page shows all of them instead."""
    family = typed.get(FAMILY, "")
    if not family or family in Family.values:
        return []
    text = _("There is no family of indicators “%(family)s”. All of them are shown instead.")
    return [text % {"family": family[:40]}]


def _found(count: int) -> str:
    text = ngettext("%(n)s indicator found", "%(n)s indicators found", count)
    return text % {"n": formats.number(count)}


def speaks_of(one: Definition, words: str) -> bool:
    """Whether each word is somewhere in the names or the code, whatever its case and accents."""
    said = _plain(f"{one.code} {one.name} {one.short_name}")
    return all(word in said for word in _plain(words).split())


def _plain(text: str) -> str:
    # ł is a letter of its own, which no decomposition takes apart.
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("ł", "l"))
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def _groups(view: "View", found: Iterable[Published]) -> Iterable[Group]:
    of_family: dict[str, list[Published]] = {}
    for one in found:
        of_family.setdefault(one.definition.family, []).append(one)
    for family in Family:
        if own := of_family.get(family.value):
            yield _group(view, family, own)


def _group(view: "View", family: Family, own: Iterable[Published]) -> Group:
    """The programme's with their numbers; those of the funds without any, and with the reason why."""
    title, is_told = str(family.label), family == Family.PROGRAMME
    columns = [parts.Column(_("Indicator")), parts.Column(_("Kind"), "short", wide_only=True)]
    if is_told:
        columns += [
            parts.Column(_("People"), "number"),
            parts.Column(_("Participations"), "number"),
        ]
    rows = [_row(view, one.definition)[: len(columns)] for one in own]
    return Group(
        family.value.lower().replace("_", "-"),
        title[:1].upper() + title[1:],
        parts.Table(title, columns, rows, caption_hidden=True),
        "" if is_told else _stay_with_units(),
    )


def _stay_with_units() -> str:
    return _(
        "Every unit counts these for its own reports to the fund, and they stay with it. The "
        "metropolis gathers the indicators of the programme alone, so no number stands here."
    )


def _row(view: "View", one: Definition) -> list[object]:
    pair = view.pair(one.pk)
    url = reverse("metropolis:indicator", args=[one.pk]) + query(view.scope).rstrip("?")
    return [
        parts.Cell(one.name, url=url),
        one.get_kind_display(),
        pair.people,
        pair.participations,
    ]


def _chip(view: "View", words: str, family: str) -> parts.Filter:
    every = [("", _("all")), *((one.value, str(one.label)) for one in Family)]
    return parts.Filter(
        _("Where they come from"),
        dict(every)[family],
        [
            parts.Link(label, query(view.scope, {FAMILY: key, WORDS: words}), key == family)
            for key, label in every
        ],
    )
