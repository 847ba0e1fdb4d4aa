"""Files as strangers send them, built part by part."""

import zipfile
from io import BytesIO

DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("meta", "meta"),
    )
)


def packed(parts: dict[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def word(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def digits(reference: str, value: str, style: int = 0) -> str:
    return f'<c r="{reference}" s="{style}"><v>{value}</v></c>'


def sheet(*rows: str, before: str = "", after: str = "") -> str:
    inside = "".join(rows)
    return (
        f'{DECLARED}<worksheet xmlns="{MAIN}">{before}<sheetData>{inside}</sheetData>{after}'
        "</worksheet>"
    )


def xlsx_parts(
    *sheets: str,
    texts: str = "",
    formats: tuple[str, ...] = (),
    states: tuple[str, ...] = (),
    from_1904: bool = False,
) -> dict[str, str | bytes]:
    """The parts of a workbook; style 0 is general, and style n the n-th of `formats`."""
    numbers = range(1, len(sheets) + 1)
    named = "".join(
        f'<sheet name="Arkusz{n}" sheetId="{n}" r:id="rId{n}"'
        + (f' state="{states[n - 1]}"' if n <= len(states) and states[n - 1] else "")
        + "/>"
        for n in numbers
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    told = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(formats)
    )
    looks = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats)))
    return {
        "[Content_Types].xml": f'<Types><Override PartName="/xl/workbook.xml" ContentType="{SHEET}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{DECLARED}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f'<workbookPr date1904="{int(from_1904)}"/><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{related}'
        f'<Relationship Id="rIdT" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        f'<Relationship Id="rIdS" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{told}</numFmts><cellXfs>'
        f'<xf numFmtId="0"/>{looks}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'{DECLARED}<sst xmlns="{MAIN}">{texts}</sst>',
        **{f"xl/worksheets/sheet{n}.xml": text for n, text in zip(numbers, sheets, strict=True)},
    }


def xlsx(*sheets: str, **told: object) -> bytes:
    return packed(xlsx_parts(*sheets, **told))  # type: ignore[arg-type]


def xlsx_with(**changed: str | bytes) -> bytes:
    """A sound little workbook with some parts added or replaced, named by their paths."""
    return packed({**xlsx_parts(sheet(row(1, word("A1", "Imię")))), **changed})


def ods_parts(tables: str, *, styles: str = "", meta: str = "") -> dict[str, str | bytes]:
    return {
        "mimetype": ODS_TYPE,
        "content.xml": f"{DECLARED}<office:document-content {ODS_SPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>",
        "meta.xml": f"<office:document-meta {ODS_SPACES}><office:meta>{meta}</office:meta>"
        "</office:document-meta>",
    }


def ods(*rows: str, **told: str) -> bytes:
    table = f'<table:table table:name="Osoby">{"".join(rows)}</table:table>'
    return packed(ods_parts(table, **told))


def ods_row(*cells: str, repeated: int = 1) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}'
        "</table:table-row>"
    )


def ods_word(text: str, repeated: int = 1) -> str:
    return (
        f'<table:table-cell office:value-type="string" '
        f'table:number-columns-repeated="{repeated}"><text:p>{text}</text:p></table:table-cell>'
    )
