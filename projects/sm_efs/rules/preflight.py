"""Everything the national system would reject of a row, before it is sent, and how it is mended."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from core import pesel
from projects.participants.rules import age_on
from projects.sm_efs.layout import AUTOMATIC, Layout
from projects.sm_efs.rules import cells, crossing, territory, texts
from projects.sm_efs.rules.mending import NO, YES, worded
from projects.sm_efs.rules.problems import BLOCKS, Known, Mend, Problem
from projects.sm_efs.rules.record import Record, day_of, lay_out, read_back

# A mend may show what stood behind it; more rounds than this no row needs.
MOST_ROUNDS = 6
# What nearly everybody is: proposed, never filled in by itself.
USUAL = {"participant_kind": "INDIVIDUAL", "country": "PL"}
OUTSIDE_EU = "OUTSIDE_EU"
CITIZENSHIPS = ("PL", "EU", OUTSIDE_EU)


def preflight(record: Record, known: Known) -> list[Problem]:
    return of_cells(lay_out(record, known.layout), known)


def of_cells(row: Sequence[str], known: Known) -> list[Problem]:
    """Every problem of a row as it stands in a file, the blocking ones first."""
    if len(row) != len(known.layout.columns):
        return [_of_width(row, known)]
    told = named(row, known.layout)
    by_cell = list(cells.problems(told, known))
    tidy = mended_cells(told, [one.mend for one in by_cell if one.mend and one.mend.is_sure])
    by_place = list(territory.problems(tidy, known))
    tidy = mended_cells(tidy, [one.mend for one in by_place if one.mend and one.mend.is_sure])
    record = read_back(tuple(tidy.values()), known.layout)
    found = [*by_cell, *by_place, *crossing.problems(record, known), *_project(tidy, known)]
    found = [_filled_in(one, tidy, known) for one in found]
    return sorted(found, key=lambda one: (one.severity != BLOCKS, _place(one, known.layout)))


def of_own(row: Sequence[str], known: Known) -> list[Problem]:
    """Of a row that we lay out: its form alone. The rest, participants' own checks tell of the record."""
    told = named(row, known.layout)
    by_cell = list(cells.problems(told, known))
    tidy = mended_cells(told, [one.mend for one in by_cell if one.mend and one.mend.is_sure])
    found = [*by_cell, *territory.problems(tidy, known)]
    return [_filled_in(one, tidy, known) for one in found]


def twice(rows: Mapping[int, Sequence[str]], layout: Layout) -> dict[int, Problem]:
    """V27: by the key of a row, that somebody stood in an earlier one."""
    place = layout.position("identifier")
    seen: dict[str, list[int]] = defaultdict(list)
    for key, row in rows.items():
        number = texts.tidy(row[place]) if len(row) > place else ""
        if number:
            seen[texts.pesel_of(number) or number].append(key)
    return {
        key: Problem(
            check="V27",
            column="identifier",
            severity=BLOCKS,
            reason="twice",
            facts={"row": keys[0]},
        )
        for keys in seen.values()
        for key in keys[1:]
    }


def mended(row: Sequence[str], known: Known, *, sure_only: bool = True) -> tuple[str, ...]:
    """The row with every mend that is offered, and those offered for what shows after them."""
    for _round in range(MOST_ROUNDS):
        mends = [one.mend for one in of_cells(row, known) if one.mend]
        wanted = [mend for mend in mends if mend.is_sure or not sure_only]
        after = tuple(mended_cells(named(row, known.layout), wanted).values()) if wanted else row
        if tuple(after) == tuple(row):
            break
        row = after
    return tuple(row)


def mended_cells(told: Mapping[str, str], mends: Iterable[Mend]) -> dict[str, str]:
    after = dict(told)
    for mend in mends:
        after.update(mend.cells)
    return after


def named(row: Sequence[str], layout: Layout) -> dict[str, str]:
    return dict(zip((column.name for column in layout.columns), row, strict=True))


def compared(row: Sequence[str], layout: Layout) -> tuple[str, ...]:
    """The cells that say something of the person: without those the system writes."""
    return tuple(
        "" if column.requirement == AUTOMATIC else cell
        for column, cell in zip(layout.columns, row, strict=True)
    )


def _of_width(row: Sequence[str], known: Known) -> Problem:
    """A missing "w tym" moves every later cell: which one it is, only the author can say."""
    facts = {"columns": len(row), "needed": len(known.layout.columns)}
    return Problem(check="S01", column="", severity=BLOCKS, reason="width", facts=facts)


def _project(told: Mapping[str, str], known: Known) -> list[Problem]:
    number = told["project_number"]
    if not number or not known.project_number or number == known.project_number:
        return []
    mend = Mend({"project_number": known.project_number}, is_sure=False)
    facts = {"meant": known.project_number}
    return [
        Problem(
            check="S11",
            column="project_number",
            severity=BLOCKS,
            value=number,
            facts=facts,
            mend=mend,
        )
    ]


def _filled_in(one: Problem, told: Mapping[str, str], known: Known) -> Problem:
    """What is missing, where the rest of the row says what it is."""
    if one.reason != "missing" or one.mend or one.column not in told:
        return one
    meant, is_sure = _meant(one.column, told, known)
    return replace(one, mend=Mend({one.column: meant}, is_sure)) if meant else one


def _meant(column: str, told: Mapping[str, str], known: Known) -> tuple[str, bool]:
    """The text that belongs in an empty cell, and whether nothing else could."""
    if column == "project_number":
        return known.project_number, True
    if column == "powiat":
        powiats = known.places.powiats_with(told["gmina"])
        return (powiats[0] if len(powiats) == 1 else ""), True
    code = _of_holder(column, told, known) or _of_place(column, told, known)
    record = read_back(tuple(told.values()), known.layout)
    if column == "third_country" and record.citizenship in CITIZENSHIPS:
        # V16 and V17 leave one answer.
        code = YES if record.citizenship == OUTSIDE_EU else NO
    if code:
        return worded({column: code}, record, known.layout)[column], True
    usual = USUAL.get(column, "")
    return worded({column: usual}, record, known.layout)[column] if usual else "", False


def _of_holder(column: str, told: Mapping[str, str], known: Known) -> str:
    """What a PESEL tells of its holder."""
    if not texts.is_pesel(told["identifier"]):
        return ""
    holder = pesel.read(told["identifier"])
    started_on = day_of(told["started_on"], known.layout)
    answers = {"no_pesel": NO, "sex": holder.sex}
    if started_on and started_on >= holder.born_on:
        answers["age"] = str(age_on(born_on=holder.born_on, day=started_on))
    return answers.get(column, "")


def _of_place(column: str, told: Mapping[str, str], known: Known) -> str:
    places, powiat = known.places, told["powiat"]
    if column == "region":
        return places.region if powiat in places.powiats else ""
    degrees = places.degrees(told["gmina"], powiat) if column == "degurba" else frozenset()
    return str(min(degrees)) if len(degrees) == 1 else ""


def _place(one: Problem, layout: Layout) -> int:
    return layout.position(one.column) if one.column in layout.by_name else -1
