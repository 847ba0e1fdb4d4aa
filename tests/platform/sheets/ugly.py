"""Files that are read although they are ugly: each with the rows a person sees in it."""

from collections.abc import Callable

from tests.platform.sheets import made
from tests.platform.sheets.made import digits, ods_row, ods_word, row, sheet, word

PEOPLE = "Imię;Miasto\r\nŁukasz;Gdańsk\r\n"
READ = {1: "Imię|Miasto", 2: "Łukasz|Gdańsk"}
DAY, MOMENT, TIME, MONEY, LONG = (
    "dd\\.mm\\.yyyy", "yyyy-mm-dd hh:mm", "h:mm", "0.00&quot; zł d&quot;", "[h]:mm",
)  # fmt: skip


def shown(*codes: str, from_1904: bool = False, value: str = "45657.5") -> bytes:
    """One row with the same number under each format."""
    cells = [digits(f"{chr(65 + n)}1", value, n + 1) for n in range(len(codes))]
    return made.xlsx(sheet(row(1, *cells)), formats=codes, from_1904=from_1904)


def prefixed() -> bytes:
    """A workbook whose writer puts a prefix before every element."""
    text = f'<x:worksheet xmlns:x="{made.MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>Anna</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    return made.xlsx_with(**{"xl/worksheets/sheet1.xml": text})


def in_utf16() -> bytes:
    text = sheet(row(1, word("A1", "Łódź"))).replace("UTF-8", "UTF-16")
    return made.xlsx_with(**{"xl/worksheets/sheet1.xml": text.encode("utf-16")})


def one(cell: str, **told: object) -> bytes:
    return made.xlsx(sheet(row(1, cell)), **told)


def ods_cell(attributes: str, inside: str = "") -> bytes:
    return made.ods(ods_row(f"<table:table-cell {attributes}>{inside}</table:table-cell>"))


Case = tuple[Callable[[], bytes], str, dict[int, str], str]
FILES: dict[str, Case] = {
    "utf-8": (lambda: PEOPLE.encode(), "a.csv", READ, "tt"),
    "utf-8 with a mark": (lambda: PEOPLE.encode("utf-8-sig"), "a.csv", READ, "tt"),
    "utf-16, little end first": (
        lambda: b"\xff\xfe" + PEOPLE.encode("utf-16-le"),
        "a.csv",
        READ,
        "tt",
    ),
    "utf-16, big end first": (
        lambda: b"\xfe\xff" + PEOPLE.encode("utf-16-be"),
        "a.csv",
        READ,
        "tt",
    ),
    "cp1250": (lambda: PEOPLE.encode("cp1250"), "a.csv", READ, "tt"),
    "commas": (lambda: PEOPLE.replace(";", ",").encode(), "a.csv", READ, "tt"),
    "tabs": (lambda: PEOPLE.replace(";", "\t").encode(), "a.txt", READ, "tt"),
    "old ends of lines": (lambda: PEOPLE.replace("\r\n", "\r").encode(), "a.csv", READ, "tt"),
    "a told separator": (lambda: b"sep=,\r\na,b;c\r\n", "a.csv", {2: "a|b;c"}, "tt"),
    "commas in decimals": (
        lambda: b"x;y\r\n1,5;2,5\r\n3,5;4,5\r\n",
        "a.csv",
        {1: "x|y", 2: "1,5|2,5", 3: "3,5|4,5"},
        "tt",
    ),
    "a comma in quotes": (
        lambda: b'"a, b";c\r\n"d, e";f\r\n',
        "a.csv",
        {1: "a, b|c", 2: "d, e|f"},
        "tt",
    ),
    "a line break in quotes": (
        lambda: b'a;"b\r\nc"\r\nd;e\r\n',
        "a.csv",
        {1: "a|b c", 2: "d|e"},
        "tt",
    ),
    "empty lines keep their places": (
        lambda: b"a;b\r\n\r\n;;\r\nc;d\r\n",
        "a.csv",
        {1: "a|b", 4: "c|d"},
        "tt",
    ),
    "one column": (
        lambda: b"PESEL\r\n90010112345\r\n",
        "a.csv",
        {1: "PESEL", 2: "90010112345"},
        "t",
    ),
    "an apostrophe of ours": (lambda: b"a;'=1+1\r\n", "a.csv", {1: "a|=1+1"}, "tt"),
    "a formula as a text": (
        lambda: b"=cmd|' /C calc'!A0;b\r\n",
        "a.csv",
        {1: "=cmd|' /C calc'!A0|b"},
        "tt",
    ),
    "signs that cannot be seen": (
        lambda: one(word("A1", "\u202eAn\u200bna\u00a0 \u2069Nowak\ufeff")),
        "a.xlsx",
        {1: "Anna  Nowak"},
        "t",
    ),
    "letters of two parts": (lambda: one(word("A1", "Zo\u0301l")), "a.xlsx", {1: "Zól"}, "t"),
    "a text of spaces": (
        lambda: made.xlsx(sheet(row(1, word("A1", " "), word("B1", "b")))),
        "a.xlsx",
        {1: "|b"},
        " t",
    ),
    "a long number": (
        lambda: one(digits("A1", "8.5822812347E10")),
        "a.xlsx",
        {1: "85822812347"},
        "n",
    ),
    "a large number": (
        lambda: one(digits("A1", "1E+20")),
        "a.xlsx",
        {1: "100000000000000000000"},
        "n",
    ),
    "a small number": (lambda: one(digits("A1", "1.5E-7")), "a.xlsx", {1: "0.00000015"}, "n"),
    "a number with dirt": (
        lambda: one(digits("A1", "0.30000000000000004")),
        "a.xlsx",
        {1: "0.3"},
        "n",
    ),
    "a number with a point at its end": (
        lambda: one(digits("A1", "12.0")),
        "a.xlsx",
        {1: "12"},
        "n",
    ),
    "zero below zero": (lambda: one(digits("A1", "-0")), "a.xlsx", {1: "0"}, "n"),
    "a number that is a word": (lambda: one(digits("A1", "nan")), "a.xlsx", {1: "nan"}, "t"),
    "days and moments": (
        lambda: shown(DAY, MOMENT, TIME, MONEY),
        "a.xlsx",
        {1: "2024-12-31T12:00:00|2024-12-31T12:00:00|2024-12-31T12:00:00|45657.5"},
        "mmmn",
    ),
    "a whole day": (
        lambda: shown(DAY, MOMENT, value="45657"),
        "a.xlsx",
        {1: "2024-12-31|2024-12-31T00:00:00"},
        "dm",
    ),
    "days of a Mac": (
        lambda: shown(DAY, from_1904=True, value="44195"),
        "a.xlsx",
        {1: "2024-12-31"},
        "d",
    ),
    "the first days of 1900": (lambda: shown(DAY, value="59"), "a.xlsx", {1: "1900-02-28"}, "d"),
    "the day that never was": (lambda: shown(DAY, value="60"), "a.xlsx", {1: "60"}, "n"),
    "the day after it": (lambda: shown(DAY, value="61"), "a.xlsx", {1: "1900-03-01"}, "d"),
    "a day after the year 9999": (
        lambda: shown(DAY, value="2958466"),
        "a.xlsx",
        {1: "2958466"},
        "n",
    ),
    "a day below zero": (lambda: shown(DAY, value="-1"), "a.xlsx", {1: "-1"}, "n"),
    "a time of day": (
        lambda: shown(TIME, LONG, value="0.4375"),
        "a.xlsx",
        {1: "10:30|10:30"},
        "tt",
    ),
    "hours of a month": (lambda: shown(LONG, value="6.5"), "a.xlsx", {1: "156:00"}, "t"),
    "the last second of a day": (
        lambda: shown(MOMENT, value="45657.999994"),
        "a.xlsx",
        {1: "2024-12-31T23:59:59"},
        "m",
    ),
    "a day that is shown in words": (
        lambda: shown(
            "[$-415]d mmmm yyyy;@", "mmm\\-yy", "General", "#,##0.00\\ [$zł-415]", value="45657"
        ),
        "a.xlsx",
        {1: "2024-12-31|2024-12-31|45657|45657"},
        "ddnn",
    ),
    "a day by ISO": (
        lambda: one('<c r="A1" t="d"><v>2024-12-31T10:00:00Z</v></c>'),
        "a.xlsx",
        {1: "2024-12-31T10:00:00"},
        "m",
    ),
    "yes and no": (
        lambda: made.xlsx(
            sheet(row(1, '<c r="A1" t="b"><v>1</v></c>', '<c r="B1" t="b"><v>0</v></c>'))
        ),
        "a.xlsx",
        {1: "TRUE|FALSE"},
        "bb",
    ),
    "an error": (
        lambda: one('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
        "a.xlsx",
        {1: "#DIV/0!"},
        "e",
    ),
    "a formula with its text": (
        lambda: one('<c r="A1" t="str"><f ca="1">A2&amp;"&gt;"</f><v>Anna &amp; Jan</v></c>'),
        "a.xlsx",
        {1: "Anna & Jan"},
        "t",
    ),
    "a formula without a result": (
        lambda: made.xlsx(sheet(row(1, '<c r="A1"><f>B1</f></c>', word("B1", "b")))),
        "a.xlsx",
        {1: "|b"},
        " t",
    ),
    "a text in pieces": (
        lambda: one(
            '<c r="A1" t="s"><v>0</v></c>',
            texts="<si><r><rPr><b/></rPr><t>An</t></r><r><t>na</t></r><rPh><t>ignored</t></rPh></si>",
        ),
        "a.xlsx",
        {1: "Anna"},
        "t",
    ),
    "signs that Excel writes with a number": (
        lambda: one(word("A1", "a_x000D_b_x005F_x0041_c")),
        "a.xlsx",
        {1: "a b_x0041_c"},
        "t",
    ),
    "a remark among the rows": (
        lambda: made.xlsx(
            sheet(
                "<!-- <row r='9'/> -->",
                row(1, word("A1", "a")),
                "<!-- </row> -->",
                row(2, word("A2", "b")),
            )
        ),
        "a.xlsx",
        {1: "a", 2: "b"},
        "t",
    ),
    "text as it is": (
        lambda: one('<c r="A1" t="str"><v><![CDATA[<b>]]></v></c>'),
        "a.xlsx",
        {1: "<b>"},
        "t",
    ),
    "no references": (
        lambda: made.xlsx(
            sheet("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>")
        ),
        "a.xlsx",
        {1: "1||3", 2: "4"},
        "n n",
    ),
    "cells in disorder": (
        lambda: made.xlsx(sheet(row(1, digits("C1", "3"), digits("A1", "1")))),
        "a.xlsx",
        {1: "1||3"},
        "n n",
    ),
    "a merged title and a gap": (
        lambda: made.xlsx(
            sheet(
                row(1, word("B1", "Lista")),
                '<row r="3" spans="1:2"/>',
                row(7, word("A7", "a"), word("B7", "b")),
                after='<mergeCells count="1"><mergeCell ref="B1:F1"/></mergeCells>',
            ),
        ),
        "a.xlsx",
        {1: "|Lista", 7: "a|b"},
        " t",
    ),
    "cells that are only coloured": (
        lambda: made.xlsx(
            sheet(row(1, word("A1", "a"), *(f'<c r="{c}1" s="0"/>' for c in ("B", "XFD"))))
        ),
        "a.xlsx",
        {1: "a"},
        "t",
    ),
    "a dimension that lies": (
        lambda: made.xlsx(
            sheet(row(1, word("A1", "a")), before='<dimension ref="A1:XFD1048576"/>')
        ),
        "a.xlsx",
        {1: "a"},
        "t",
    ),
    "a value at the very bottom": (
        lambda: made.xlsx(sheet(row(1, word("A1", "a")), row(1_048_576, word("A1048576", "z")))),
        "a.xlsx",
        {1: "a", 1_048_576: "z"},
        "t",
    ),
    "a cell of as many signs as Excel takes": (
        lambda: one(word("A1", "a" * 32_767)),
        "a.xlsx",
        {1: "a" * 32_767},
        "t",
    ),
    "prefixes": (prefixed, "a.xlsx", {1: "Anna"}, "t"),
    "a sheet in UTF-16": (in_utf16, "a.xlsx", {1: "Łódź"}, "t"),
    "no extension": (lambda: one(word("A1", "a")), "dane", {1: "a"}, "t"),
    "a name in capitals": (lambda: one(word("A1", "a")), "DANE.XLSX", {1: "a"}, "t"),
    "ods: values of all kinds": (
        lambda: made.ods(
            ods_row(
                ods_word("Anna"),
                '<table:table-cell office:value-type="float" office:value="12.5"/>',
                '<table:table-cell office:value-type="date" office:date-value="2024-12-31"/>',
                '<table:table-cell office:value-type="date" office:date-value="2024-12-31T10:00:00"/>',
                '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
                '<table:table-cell office:value-type="time" office:time-value="PT26H30M00S"/>',
            )
        ),
        "a.ods",
        {1: "Anna|12.5|2024-12-31|2024-12-31T10:00:00|TRUE|26:30"},
        "tndmbt",
    ),
    "ods: repeated rows and cells": (
        lambda: made.ods(
            ods_row("<table:table-cell table:number-columns-repeated='1024'/>", repeated=3),
            ods_row(ods_word("a", repeated=2), "<table:table-cell/>", ods_word("b"), repeated=2),
            ods_row(
                "<table:table-cell table:number-columns-repeated='16384'/>", repeated=1_048_000
            ),
        ),
        "a.ods",
        {4: "a|a||b", 5: "a|a||b"},
        "tt t",
    ),
    "ods: paragraphs, spaces and a comment": (
        lambda: ods_cell(
            'office:value-type="string"',
            "<office:annotation><text:p>no</text:p></office:annotation>"
            '<text:p>a<text:s text:c="2"/>b</text:p><text:p>c<text:span>d</text:span></text:p>',
        ),
        "a.ods",
        {1: "a  b cd"},
        "t",
    ),
    "ods: an error": (
        lambda: ods_cell(
            'office:value-type="string" table:formula="of:=1/0"', "<text:p>#DIV/0!</text:p>"
        ),
        "a.ods",
        {1: "#DIV/0!"},
        "e",
    ),
    "ods: covered cells": (
        lambda: made.ods(
            ods_row(
                ods_word("Lista"),
                '<table:covered-table-cell table:number-columns-repeated="3"/>',
                ods_word("x"),
            )
        ),
        "a.ods",
        {1: "Lista||||x"},
        "t   t",
    ),
}
