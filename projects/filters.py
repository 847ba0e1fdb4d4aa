"""Chips above a list whose whole state is its address: each choice is a link."""

from collections.abc import Iterable, Mapping
from typing import TypedDict
from uuid import UUID

from django.http import HttpRequest

from ui.parts import Filter, Link

PAGE = "page"
# The change in bulk that was made a moment ago, and that can still be undone.
BATCH = "zmiana"
# The list was to be taken out with whole PESEL numbers, and the reason is missing.
ASKED_WITH_PESEL = "z-pesel"
# What the address says once and does not carry to the next page.
PASSING = (PAGE, BATCH, ASKED_WITH_PESEL)


class Chip(TypedDict):
    """What a chip is made of; the choice with an empty value comes first."""

    label: str
    parameter: str
    choices: Iterable[tuple[object, object]]


def id_in(text: str) -> UUID | None:
    """The id that an address or a form names; nonsense names nothing."""
    try:
        return UUID(text)
    except ValueError:
        return None


def address(request: HttpRequest, **changes: str) -> str:
    """This page's query with these parameters changed, from its first page on."""
    query = request.GET.copy()
    for name, value in {**dict.fromkeys(PASSING, ""), **changes}.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


def chip(
    request: HttpRequest,
    *,
    label: str,
    parameter: str,
    choices: Iterable[tuple[object, object]],
    in_force: object = None,
) -> Filter:
    """One chip; the choice with an empty value is in force when the address says nothing.

    Where the page chooses for an address that says nothing, it names what is `in_force`.
    """
    wanted = request.GET.get(parameter, "") if in_force is None else str(in_force)
    links = [
        Link(str(name), address(request, **{parameter: str(value)}), str(value) == wanted)
        for value, name in choices
    ]
    chosen = next((link.label for link in links if link.current), links[0].label)
    return Filter(label=label, chosen=chosen, choices=links)


def in_words(chips: Iterable[Chip], asked: Mapping[str, str]) -> list[tuple[str, str]]:
    """Which filters an address sets, as label and choice; those that let everything pass, too."""
    told = []
    for each in chips:
        names = {str(value): str(name) for value, name in each["choices"]}
        wanted = str(asked.get(each["parameter"], ""))
        told.append((str(each["label"]), names.get(wanted, names.get("", ""))))
    return told
