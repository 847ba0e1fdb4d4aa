"""Comments on cells: what they say, and the yellow boxes that Excel still draws in VML."""

from collections.abc import Mapping

from sheets.waiting import letters
from sheets.xlsx_cells import escaped, legal
from sheets.xlsx_fixed import DECLARATION, MAIN, OFFICE, PACKAGE, SHEET_TYPE

Comments = Mapping[tuple[int, int], str]
VML_TYPE = (
    '<Default Extension="vml" '
    'ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
)
BOX = (
    '<v:shape type="#_x0000_t202" style="position:absolute;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{right}, 12, {row}, 4, {far}, 12, {low}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)

# Rows of a box, and how much of a text one of them shows where the columns are narrow.
LOWEST, CHARACTERS = 5, 28


def comments_xml(comments: Comments) -> str:
    """The texts, in the order of their cells."""
    told = "".join(
        f'<comment ref="{letters(column)}{row}" authorId="0"><text><t xml:space="preserve">'
        f"{escaped(legal(text))}</t></text></comment>"
        for (row, column), text in sorted(comments.items())
    )
    return (
        f'{DECLARATION}<comments xmlns="{MAIN}"><authors><author>Szansa</author></authors>'
        f"<commentList>{told}</commentList></comments>"
    )


def drawings_xml(comments: Comments) -> str:
    """A box beside each cell, shown while the pointer is on it."""
    boxes = "".join(
        BOX.format(
            right=column + 1, far=column + 4, row=row - 1, low=row + _height(text), column=column
        )
        for (row, column), text in sorted(comments.items())
    )
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
        'path="m,l,21600r21600,l21600,xe"/>'
        f"{boxes}</xml>"
    )


def _height(text: str) -> int:
    """In rows: Excel draws no scroll bar, and cuts off what the box does not hold."""
    return max(LOWEST, 1 + len(text) // CHARACTERS)


def comments_relations(number: int) -> str:
    return (
        f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/vmlDrawing" '
        f'Target="../drawings/comments{number}.vml"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/comments" Target="../comments{number}.xml"/>'
        "</Relationships>"
    )


def comments_type(number: int) -> str:
    return (
        f'<Override PartName="/xl/comments{number}.xml" ContentType="{SHEET_TYPE}.comments+xml"/>'
    )
