"""XML from strangers: no document type, no entities of their own, whatever prefix they chose."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.parsers import expat

from sheets.reasons import Reason, Unreadable

Attributes = dict[str, str]


class LocalNames(dict[str, str]):
    """`x:row` and `row` are the same name here."""

    def __missing__(self, name: str) -> str:
        local = name.rpartition(":")[2]
        if len(self) < 10_000:
            self[name] = local
        return local


def parser() -> Any:
    """An expat parser that refuses what no spreadsheet needs."""
    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _refuse
    made.EntityDeclHandler = _refuse
    return made


def feed(made: Any, chunk: bytes, *, is_last: bool = False) -> None:
    try:
        made.Parse(chunk, is_last)
    except (expat.ExpatError, ValueError, LookupError):
        raise Unreadable(Reason.BROKEN) from None


def elements(chunks: Iterable[bytes], tell: Callable[[str, Attributes], None]) -> None:
    """Tell each element of a small part with its attributes, both by local names."""
    names = LocalNames()

    def start(name: str, attributes: Attributes) -> None:
        tell(names[name], {names[key]: value for key, value in attributes.items()})

    made = parser()
    made.StartElementHandler = start
    for chunk in chunks:
        feed(made, chunk)
    feed(made, b"", is_last=True)


def _refuse(*_: object) -> None:
    raise Unreadable(Reason.FOREIGN_ENTITIES)


class Pieces:
    """Reads a long part piece by piece: those of the usual shape by `quick`, all else by expat.

    Expat sees the head, the tail and every piece that `quick` does not know, in their order, so both
    together read what expat alone would. Comments, declarations and other encodings than UTF-8 leave
    the rest of the part to expat. Ten times fewer calls of Python: the usual sheet is read five
    times faster.
    """

    MOST_WAITING = 4 * 1024 * 1024

    def __init__(self, made: Any, *, container: str, piece: str) -> None:
        self._parser, self._container = made, container
        self._opening = re.compile(rb"<%s(?: [^<>]*)?>" % container.encode())
        self._closing = f"</{piece}>"
        self._is_utf8, self._is_inside, self._is_usual = True, False, False
        made.XmlDeclHandler = self._declared

    def entered(self, name: str) -> None:
        """Expat has seen the start of an element: is it the one that holds the pieces?"""
        self._is_inside = name == self._container

    def read(self, chunks: Iterable[bytes], quick: Callable[[str], bool]) -> None:
        for _ in self.steps(chunks, quick):
            pass

    def steps(self, chunks: Iterable[bytes], quick: Callable[[str], bool]) -> Iterator[None]:
        """The same, with a pause after each chunk."""
        coming = iter(chunks)
        waiting: bytes | None = self._head(coming)
        self._is_usual = self._is_inside and self._is_utf8
        for chunk in coming:
            waiting = self._read((waiting or b"") + chunk, quick)
            yield
            if waiting is None:
                break
        else:
            waiting = self._read(waiting or b"", quick)
        feed(self._parser, waiting or b"")
        for chunk in coming:
            feed(self._parser, chunk)
            yield
        feed(self._parser, b"", is_last=True)

    def _head(self, coming: Iterator[bytes]) -> bytes:
        """Feed what stands before the pieces; return what has been taken after it."""
        head, found = b"", None
        for chunk in coming:
            head += chunk
            found = self._opening.search(head)
            if found or len(head) > self.MOST_WAITING:
                break
        end = found.end() if found else len(head)
        feed(self._parser, head[:end])
        return head[end:]

    def _read(self, block: bytes, quick: Callable[[str], bool]) -> bytes | None:
        """Read whole pieces and return what is left; None when expat shall read the rest."""
        is_usual = self._is_usual and len(block) < self.MOST_WAITING
        if not is_usual or b"<!" in block or b"<?" in block:
            feed(self._parser, block)
            return None
        closing = self._closing.encode()
        whole, found, left = block.rpartition(closing)
        if found:
            self._read_pieces(whole, quick)
        return left

    def _read_pieces(self, whole: bytes, quick: Callable[[str], bool]) -> None:
        try:
            pieces = whole.decode().split(self._closing)
        except UnicodeDecodeError:
            raise Unreadable(Reason.BROKEN) from None
        for piece in pieces:
            if not quick(piece):
                feed(self._parser, (piece + self._closing).encode())

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self._is_utf8 = (encoding or "utf-8").lower() in ("utf-8", "utf8")
