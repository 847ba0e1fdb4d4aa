"""The tabs of a person: each app adds the page it has about one participation."""

from dataclasses import dataclass

from django.utils.functional import Promise

from core.permissions import Permission


@dataclass(frozen=True)
class Tab:
    """`address` is the name of a page that takes a participation's id, after what `arguments` say."""

    key: str
    label: Promise
    address: str
    order: int
    arguments: tuple[str, ...] = ()
    permission: Permission = Permission.SEE_PEOPLE


TABS: dict[str, Tab] = {}


def register(*tabs: Tab) -> None:
    """Called in `ready` by the apps that have such a page."""
    TABS.update({tab.key: tab for tab in tabs})


def in_order() -> list[Tab]:
    return sorted(TABS.values(), key=lambda tab: tab.order)
