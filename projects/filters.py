"""Chips above a list whose whole state is its address: each choice is a link."""

from collections.abc import Iterable

from django.http import HttpRequest

from ui.parts import Filter, Link

PAGE = "page"


def address(request: HttpRequest, **changes: str) -> str:
    """This page's query with these parameters changed, from its first page on."""
    query = request.GET.copy()
    for name, value in {PAGE: "", **changes}.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}"


def chip(
    request: HttpRequest, *, label: str, parameter: str, choices: Iterable[tuple[object, object]]
) -> Filter:
    """One chip; the choice with an empty value is in force when the address says nothing."""
    wanted = request.GET.get(parameter, "")
    links = [
        Link(str(name), address(request, **{parameter: str(value)}), str(value) == wanted)
        for value, name in choices
    ]
    chosen = next((link.label for link in links if link.current), links[0].label)
    return Filter(label=label, chosen=chosen, choices=links)
