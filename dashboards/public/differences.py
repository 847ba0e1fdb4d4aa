"""What a candidate would change of the edition in force: rows for the preview."""

from dataclasses import dataclass, replace

from dashboards.public.contents import Content, Official, Place, Shown, Told


@dataclass(frozen=True)
class Difference:
    """One count of one place, before and after; None where it was not told at all."""

    place: Place
    is_people: bool
    before: Shown | None
    after: Shown | None


def figures(before: Content | None, after: Content) -> list[Difference]:
    """Every figure that would be another, in the order of places."""
    old = before.cells if before else {}
    found = []
    for place in sorted({*old, *after.cells}):
        was, becomes = old.get(place), after.cells.get(place)
        for is_people, of in ((True, Told._fields.index("people")), (False, 0)):
            pair = (was[of] if was else None, becomes[of] if becomes else None)
            if pair[0] != pair[1]:
                found.append(Difference(place, is_people, *pair))
    return found


def projects(before: Content | None, after: Content) -> tuple[list[str], list[str]]:
    """The titles that come and those that go."""
    old = {one.id: one.title for one in before.projects} if before else {}
    new = {one.id: one.title for one in after.projects}
    come = [title for key, title in new.items() if key not in old]
    return come, [title for key, title in old.items() if key not in new]


def official(before: Content | None, after: Content) -> tuple[list[Official], list[Official]]:
    """The officially published figures that come and those that go."""
    old = before.official if before else ()
    come = [one for one in after.official if one not in old]
    return come, [one for one in old if one not in after.official]


def is_same(before: Content | None, after: Content) -> bool:
    """Whether nothing that anybody reads would change but the day."""
    return before is not None and replace(before, as_of=after.as_of) == after
