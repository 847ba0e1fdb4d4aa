"""The parts of a workbook that are the same in all of ours (ECMA-376). No Django here."""

from collections.abc import Iterable
from enum import IntEnum

from sheets.xlsx_parts import FINGERPRINT

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET_NAMESPACE = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'


class Style(IntEnum):
    """The places of the looks in STYLES."""

    PLAIN = 0
    HEAD = 1
    TEXT = 2
    DAY = 3
    MOMENT = 4
    WHOLE = 5
    DECIMAL = 6
    MONEY = 7
    PERCENT = 8
    SHARE = 9
    LABEL = 10
    NOTE = 11
    FREE_TEXT = 12
    FREE_DAY = 13
    FREE_MOMENT = 14
    FREE_WHOLE = 15
    FREE_DECIMAL = 16
    BAD = 17
    NEEDED_HEAD = 18
    BAD_TEXT = 19
    BAD_DAY = 20
    BAD_MOMENT = 21


# Texts are shown as texts (49), so that whoever edits 00-123 or a PESEL keeps its zeros.
STYLES = (
    f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts count="6">'
    '<numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/>'
    '<numFmt numFmtId="165" formatCode="dd\\.mm\\.yyyy\\ hh:mm:ss"/>'
    '<numFmt numFmtId="166" formatCode="#,##0.00########"/>'
    '<numFmt numFmtId="167" formatCode="#,##0.00&quot; zł&quot;"/>'
    '<numFmt numFmtId="168" formatCode="0.0%"/><numFmt numFmtId="169" formatCode="0%"/>'
    "</numFmts>"
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="5"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFFD9CC"/></patternFill></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFCFE0F0"/></patternFill></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/>'
    "</border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="22">{}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
).format(
    "".join(
        f'<xf numFmtId="{shown}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" '
        f'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"'
        + (f' applyAlignment="1" applyProtection="1">{inside}</xf>' if inside else "/>")
        for shown, font, fill, border, inside in (
            (0, 0, 0, 0, ""),
            (0, 1, 2, 1, '<alignment vertical="top" wrapText="1"/>'),
            (49, 0, 0, 0, ""),
            (164, 0, 0, 0, ""),
            (165, 0, 0, 0, ""),
            (1, 0, 0, 0, ""),
            (166, 0, 0, 0, ""),
            (167, 0, 0, 0, ""),
            (168, 0, 0, 0, ""),
            (169, 0, 0, 0, ""),
            (49, 1, 0, 0, '<alignment vertical="top" wrapText="1"/>'),
            (49, 0, 0, 0, '<alignment vertical="top" wrapText="1"/>'),
            *((shown, 0, 0, 0, '<protection locked="0"/>') for shown in (49, 164, 165, 1, 166)),
            (0, 0, 3, 0, ""),
            (0, 1, 4, 1, '<alignment vertical="top" wrapText="1"/>'),
            *((shown, 0, 3, 0, "") for shown in (49, 164, 165)),
        )
    )
)
RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/>{more}</Relationships>'
)
CORE = (
    f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
    "<dc:creator>Szansa</dc:creator>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created></cp:coreProperties>'
)
CUSTOM_PROPERTIES = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/'
    'docPropsVTypes"><property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" '
    f'name="{FINGERPRINT}"><vt:lpwstr>{{fingerprint}}</vt:lpwstr></property></Properties>'
)
CUSTOM_PROPERTIES_TYPE = (
    '<Override PartName="/docProps/custom.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'
)
CUSTOM_PROPERTIES_RELATION = (
    f'<Relationship Id="rId3" Type="{OFFICE}/custom-properties" Target="docProps/custom.xml"/>'
)
BOOK = (
    f"{DECLARATION}<workbook {SHEET_NAMESPACE}><bookViews><workbookView/></bookViews>"
    "<sheets>{sheets}</sheets>{names}</workbook>"
)


def content_types(sheets: Iterable[int], more: str = "") -> str:
    """What kind each part is of."""
    told = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
        f'ContentType="{SHEET_TYPE}.worksheet+xml"/>'
        for number in sheets
    )
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        f'ContentType="{SHEET_TYPE}.sheet.main+xml"/>{told}'
        f'<Override PartName="/xl/styles.xml" ContentType="{SHEET_TYPE}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{more}</Types>"
    )


def book_relations(sheets: Iterable[int]) -> str:
    """Where the workbook finds its sheets and looks."""
    numbers = list(sheets)
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" '
        f'Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    return (
        f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{told}'
        f'<Relationship Id="rId{len(numbers) + 1}" Type="{OFFICE}/styles" Target="styles.xml"/>'
        "</Relationships>"
    )
