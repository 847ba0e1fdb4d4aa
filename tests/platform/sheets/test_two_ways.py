"""Rows of the usual shape take a shortcut; both ways read the same, and spoiled files harm nobody."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets import opening, reading
from sheets.reasons import Unreadable
from sheets.waiting import Waiting
from tests.platform.sheets import made, ugly
from tests.platform.sheets.made import sheet

FORMATS = ("dd\\.mm\\.yyyy", "h:mm")
RAW = st.one_of(
    st.sampled_from(
        ["", "0", "1", "-1", "007", "12.50", "1E5", "45657", "0.4375", " 3 ", "nan", "#N/A", "-"]
    ),
    st.text("aŁ0_x41&<> \n", max_size=8),
)
KINDS = st.sampled_from(["", "n", "s", "b", "e", "str", "inlineStr", "d"])


def cell(kind, style, raw, bare):
    told = raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    attributes = (f' s="{style}"' if style else "") + (f' t="{kind}"' if kind else "")
    if not raw and bare:
        return f"<c{attributes}/>"
    inside = f"<is><t>{told}</t></is>" if kind == "inlineStr" else f"<v>{told}</v>"
    return f"<c{attributes}>{inside}</c>"


CELLS = st.builds(cell, KINDS, st.integers(0, 3), RAW, st.booleans())
ROWS = st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=6)


def outcome(rows, *, remark):
    """What comes of it in this process: rows, or the reason."""
    xml = "".join(f"<row>{''.join(cells)}</row>" for cells in rows)
    texts = "<si><t>zero</t></si><si><t xml:space='preserve'> jeden &amp; </t></si>"
    content = made.xlsx(sheet(remark, xml), texts=texts, formats=FORMATS)
    waiting = Waiting()
    try:
        head = opening.read(content, "a.xlsx", waiting)
    except Unreadable as refused:
        return refused.reason
    return head, waiting.end()


@settings(max_examples=300, deadline=None)
@given(ROWS)
def test_both_ways_read_the_same(rows):
    assert outcome(rows, remark="") == outcome(rows, remark="<!-- all goes to expat -->")


def spoiled(seed):
    """One of the ugly files with some bytes changed, cut out or doubled."""
    rng = random.Random(seed)
    build, name, *_ = list(ugly.FILES.values())[rng.randrange(len(ugly.FILES))]
    content = bytearray(build())
    for _ in range(rng.choice((1, 1, 3, 10))):
        at, length = rng.randrange(len(content)), rng.randrange(1, 40)
        way = rng.randrange(4)
        if way == 0:
            content[at] = rng.randrange(256)
        elif way == 1:
            del content[at : at + length]
        elif way == 2:
            content[at:at] = content[at : at + length]
        else:
            content[at:at] = rng.randbytes(length)
        content = content or bytearray(b"x")
    return bytes(content), name


def spoiled_inside(seed):
    """A sound package whose sheet, texts, styles or workbook are spoiled."""
    rng = random.Random(seed)
    rows = "".join(
        made.row(n, made.word(f"A{n}", "a"), made.digits(f"B{n}", "45657", 1)) for n in range(1, 9)
    )
    parts = made.xlsx_parts(sheet(rows), texts="<si><t>a</t></si>", formats=FORMATS)
    part = rng.choice([name for name in parts if name.startswith("xl/") or "Types" in name])
    content = bytearray(str(parts[part]).encode())
    for _ in range(rng.choice((1, 2, 8))):
        at = rng.randrange(len(content))
        piece = rng.choice(
            (b"", b"<", b">", b"&", b'"', b"\xff", b"<row>", b"</c>", b"9" * 30, b"<!", b"]]>")
        )
        content[at : at + rng.randrange(0, 12)] = piece
        content = content or bytearray(b"x")
    return made.packed({**parts, part: bytes(content)}), "a.xlsx"


def read_or_refused(content, name):
    """Read it, or have a sentence about it; anything else fails the test."""
    try:
        with reading.opened(content, name) as book:
            return sum(1 for _ in book.rows()) == sum(sheet.rows for sheet in book.sheets)
    except reading.Refused as refused:
        return "%" not in str(refused)


def without_faults(caplog):
    return [record for record in caplog.records if "fault of ours" in record.getMessage()] == []


@pytest.mark.parametrize("build", [spoiled, spoiled_inside])
def test_a_hundred_spoiled_files_are_read_or_refused(build, caplog):
    outcomes = [read_or_refused(*build(seed)) for seed in range(50)]

    assert all(outcomes)
    assert without_faults(caplog)


@pytest.mark.slow
@pytest.mark.parametrize("build", [spoiled, spoiled_inside])
def test_a_thousand_spoiled_files_are_read_or_refused(build, caplog):
    outcomes = [read_or_refused(*build(seed)) for seed in range(1_000, 1_500)]

    assert all(outcomes)
    assert without_faults(caplog)
