"""What offices really send is read as a person sees it."""

import pytest

from sheets import reading
from sheets.reading import SheetHead
from tests.platform.sheets import made
from tests.platform.sheets.made import row, sheet, word
from tests.platform.sheets.ugly import FILES


def rows_of(content, name="a.xlsx"):
    with reading.opened(content, name) as book:
        return list(book.rows())


@pytest.mark.parametrize("name", FILES)
def test_it_is_read_as_a_person_sees_it(name):
    build, file_name, told, kinds = FILES[name]

    rows = rows_of(build(), file_name)

    assert {one.number: "|".join(one.cells) for one in rows} == told
    assert rows[0].kinds == kinds
    assert all(len(one.kinds) == len(one.cells) for one in rows)


def test_sheets_are_told_with_their_size_and_whether_they_are_hidden():
    first = sheet(row(1, word("A1", "a"), word("C1", "b")), row(9, word("A9", "c")))
    content = made.xlsx(
        first, sheet(), sheet(row(1, word("A1", "z"))), states=("", "hidden", "veryHidden")
    )

    with reading.opened(content, "a.xlsx") as book:
        assert book.sheets == (
            SheetHead("Arkusz1", rows=2, columns=3, hidden=False),
            SheetHead("Arkusz2", rows=0, columns=0, hidden=True),
            SheetHead("Arkusz3", rows=1, columns=1, hidden=True),
        )
        assert [one.sheet for one in book.rows()] == [0, 0, 2]


def test_a_hidden_sheet_of_libreoffice_is_told_hidden():
    style = (
        '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    )
    cell = made.ods_row(made.ods_word("a"))
    tables = f'<table:table table:name="A" table:style-name="h">{cell}</table:table>'
    content = made.packed(made.ods_parts(tables, styles=style))

    with reading.opened(content, "a.ods") as book:
        assert book.sheets == (SheetHead("A", rows=1, columns=1, hidden=True),)


def test_rows_can_be_told_again_and_left_in_the_middle():
    content = made.xlsx(sheet(*(row(n, word(f"A{n}", f"osoba {n}")) for n in range(1, 5001))))

    with reading.opened(content, "a.xlsx") as book:
        peeked = next(iter(book.rows()))
        whole = list(book.rows())
        again = list(book.rows())

    assert peeked == whole[0]
    assert len(whole) == 5000
    assert again == whole


def test_a_stylesheet_of_our_own_does_not_hide_that_there_is_no_style():
    parts = made.xlsx_parts(sheet(row(1, made.digits("A1", "45657", 99))))

    assert rows_of(made.packed(parts))[0].kinds == "n"
