"""Reads GeoJSON feature by feature, so that a file of the whole country never lies in memory."""

import json
import re
from collections.abc import Iterator
from json import JSONDecodeError
from pathlib import Path
from typing import Any, TextIO

from django.utils.translation import gettext_noop as _

from territory.boundaries.features import Chosen
from territory.boundaries.refusals import BordersRefused, of_feature, of_file

CHUNK = 1 << 20
LARGEST_VALUE = 64 << 20  # one feature, or one other member, in letters
LARGEST_FILE = 512 << 20
_SPACE = re.compile(r"[ \t\r\n]*")


def read(file: Path, chosen: Chosen) -> str:
    """Hand every feature to `chosen`; return what the file says about its coordinates, or ''."""
    if file.stat().st_size > LARGEST_FILE:
        raise of_file(
            _("it is larger than %(most)s MB. Take only this area."), most=LARGEST_FILE >> 20
        )
    try:
        with file.open(encoding="utf-8-sig") as text:
            return _collection(_Stream(text), chosen)
    except BordersRefused:
        raise
    except UnicodeDecodeError as error:
        raise of_file(_("it is not text in UTF-8, as GeoJSON has to be.")) from error
    except (ValueError, RecursionError) as error:
        raise of_file(_("it is not whole GeoJSON: %(reason)s."), reason=str(error)[:120]) from error


def _collection(stream: "_Stream", chosen: Chosen) -> str:
    system, kind, had_features = "", None, False
    for name in stream.names():
        if name == "features":
            had_features = True
            for number, feature in enumerate(stream.items(), start=1):
                _take(chosen, number, feature)
        elif name == "crs":
            system = _named(stream.value())
        else:
            value = stream.value()
            kind = value if name == "type" else kind
    if kind != "FeatureCollection" or not had_features:
        raise of_file(_("it is not a collection of features (“FeatureCollection”)."))
    return system


def _take(chosen: Chosen, number: int, feature: Any) -> None:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise of_feature(number, "", _("it is not a feature."))
    attributes = feature.get("properties")
    attributes = attributes if isinstance(attributes, dict) else {}
    chosen.take(number, {"id": feature.get("id"), **attributes}, feature.get("geometry"))


def _named(crs: Any) -> str:
    """The name of the old member "crs", wherever a writer put it."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return name if isinstance(name, str) else json.dumps(crs)[:200] if crs else ""


class _Stream:
    """A JSON text of which only the value being read is in memory."""

    def __init__(self, text: TextIO) -> None:
        self._text, self._buffer, self._at = text, "", 0
        self._decoder = json.JSONDecoder()

    def names(self) -> Iterator[str]:
        """The names of an object's members; whoever asks reads the value after each."""
        self._expect("{")
        if self._next() == "}":
            return
        while True:
            name = self.value()
            if not isinstance(name, str):
                raise JSONDecodeError("a name was expected", self._buffer[-1:], 0)
            self._expect(":")
            yield name
            if self._separator("}"):
                return

    def items(self) -> Iterator[Any]:
        """The items of a list, one by one."""
        self._expect("[")
        if self._next() == "]":
            self._at += 1
            return
        while True:
            yield self.value()
            if self._separator("]"):
                return

    def value(self) -> Any:
        """The next whole value; what was read before is forgotten."""
        self._next()
        self._buffer, self._at = self._buffer[self._at :], 0
        while True:
            try:
                found, end = self._decoder.raw_decode(self._buffer)
            except ValueError:
                if not self._more():
                    raise
                continue
            # A number at the very end may go on in what was not read yet.
            if end == len(self._buffer) and self._more():
                continue
            self._at = end
            return found

    def _separator(self, closing: str) -> bool:
        """Whether the list or object ends here; otherwise a comma must stand here."""
        sign = self._next()
        if sign not in (",", closing):
            raise JSONDecodeError("a comma was expected", sign or " ", 0)
        self._at += 1
        return sign == closing

    def _expect(self, sign: str) -> None:
        if self._next() != sign:
            raise JSONDecodeError(f"“{sign}” was expected", self._buffer[self._at :][:1] or " ", 0)
        self._at += 1

    def _next(self) -> str:
        """The next sign that is no space, '' at the end."""
        while True:
            matched = _SPACE.match(self._buffer, self._at)
            self._at = matched.end() if matched else self._at
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more():
                return ""

    def _more(self) -> bool:
        """Read on, each time as much as there is already, so that no value is read too often."""
        if len(self._buffer) - self._at > LARGEST_VALUE:
            raise of_file(
                _("one of its parts is larger than %(most)s MB."), most=LARGEST_VALUE >> 20
            )
        piece = self._text.read(max(CHUNK, len(self._buffer)))
        self._buffer += piece
        return bool(piece)
