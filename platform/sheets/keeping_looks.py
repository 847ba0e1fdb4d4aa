"""The looks of a stranger's workbook, and the same looks coloured as bad. No Django here."""

import copy
import re
from xml.etree import ElementTree

from sheets.reasons import Reason, Unreadable
from sheets.xlsx_fixed import MAIN

BAD_COLOUR = "FFFFD9CC"
BAD_FILL = (
    f'<fill xmlns="{MAIN}"><patternFill patternType="solid"><fgColor rgb="{BAD_COLOUR}"/>'
    "</patternFill></fill>"
)
NOTHING = f'<styleSheet xmlns="{MAIN}"/>'.encode()
ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
FIRST = {
    "fills": (
        f'<fills xmlns="{MAIN}"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
    ),
    "cellXfs": f'<cellXfs xmlns="{MAIN}"><xf/></cellXfs>',
}
ElementTree.register_namespace("", MAIN)


def _named(name: str) -> str:
    return f"{{{MAIN}}}{name}"


class Looks:
    """`bad` returns the place of a look that is as another one, and coloured."""

    def __init__(self, content: bytes) -> None:
        self._tree = self._read(content)
        self._fills = self._part("fills")
        self._looks = self._part("cellXfs")
        self._forget_earlier_marks()
        self._fill = len(self._fills)
        self._fills.append(ElementTree.fromstring(BAD_FILL))  # noqa: S314 - our own text
        self._bad: dict[int, int] = {}

    def bad(self, look: str) -> str:
        place = int(look) if look.isdecimal() and len(look) < 6 else 0
        if place >= len(self._looks):
            place = 0
        if place not in self._bad:
            own = copy.deepcopy(self._looks[place])
            own.set("fillId", str(self._fill))
            own.set("applyFill", "1")
            self._bad[place] = len(self._looks)
            self._looks.append(own)
        return str(self._bad[place])

    def written(self) -> str:
        for part in (self._fills, self._looks):
            part.set("count", str(len(part)))
        return ElementTree.tostring(self._tree, encoding="unicode", xml_declaration=True)

    def _read(self, content: bytes) -> ElementTree.Element:
        # A document type was refused when the looks were read the first time.
        if b"<!" in content:
            raise Unreadable(Reason.BROKEN)
        try:
            tree = ElementTree.fromstring(content or NOTHING)  # noqa: S314
        except ElementTree.ParseError:
            raise Unreadable(Reason.BROKEN) from None
        return _ours(tree)

    def _part(self, name: str) -> ElementTree.Element:
        """The fills, or the looks; where a program wrote none, those that every book begins with."""
        found = self._tree.find(_named(name))
        if found is None:
            found = ElementTree.Element(_named(name))
            earlier = ORDER[: ORDER.index(name)]
            before = [one for one in self._tree if one.tag.rpartition("}")[2] in earlier]
            self._tree.insert(len(before), found)
        if not len(found):
            found.extend(ElementTree.fromstring(FIRST[name]))  # noqa: S314 - our own text
        return found

    def _forget_earlier_marks(self) -> None:
        """What we coloured the last time is coloured no more: it may be mended since."""
        coloured = {
            str(place)
            for place, fill in enumerate(self._fills)
            if (colour := fill.find(f"{_named('patternFill')}/{_named('fgColor')}")) is not None
            and colour.get("rgb", "").upper() == BAD_COLOUR
        }
        for look in self._looks:
            if look.get("fillId") in coloured:
                look.set("fillId", "0")


def _ours(element: ElementTree.Element) -> ElementTree.Element:
    """The same in the one namespace of workbooks, without what belongs to any other."""
    space = re.match(r"\{(.*)\}", element.tag)
    return _kept(element, space[1] if space else "")


def _kept(element: ElementTree.Element, space: str) -> ElementTree.Element:
    own = ElementTree.Element(_named(element.tag.rpartition("}")[2]))
    own.attrib.update({name: value for name, value in element.attrib.items() if name[0] != "{"})
    own.text = element.text if not len(element) else None
    begins = f"{{{space}}}" if space else ""
    for child in element:
        name = child.tag.rpartition("}")[2]
        if child.tag == f"{begins}{name}" and name != "extLst":
            own.append(_kept(child, space))
    return own
