"""Decides whether an uploaded file may be kept: by its name, its first bytes, and by opening it."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from core import uploads
from core.errors import RuleBroken
from projects.documents import inspector
from projects.documents.models import StoredFile
from projects.documents.rules import filenames
from ui import formats

Type = StoredFile.Type
ENDINGS = {
    "pdf": Type.PDF,
    "jpg": Type.JPEG,
    "jpeg": Type.JPEG,
    "png": Type.PNG,
    "docx": Type.DOCX,
    "xlsx": Type.XLSX,
    "odt": Type.ODT,
}
ACCEPTED = ", ".join(f".{ending}" for ending in ENDINGS)
FIRST_BYTES = {
    Type.PDF: b"%PDF-",
    Type.JPEG: b"\xff\xd8\xff",
    Type.PNG: b"\x89PNG\r\n\x1a\n",
    Type.DOCX: b"PK\x03\x04",
    Type.XLSX: b"PK\x03\x04",
    Type.ODT: b"PK\x03\x04",
}
PICTURES = frozenset({Type.JPEG, Type.PNG})
# Honest files take well under a second; whatever needs more is stopped.
LONGEST_SECONDS = 20


class FileRefused(RuleBroken):
    """An uploaded file is not kept; each reason is a class of its own."""

    field = "file"


class EmptyFile(FileRefused):
    message = _("The file %(name)s is empty. Choose it again; perhaps it was still being scanned.")


class FileTooLarge(FileRefused):
    message = _(
        "The file %(name)s has more than %(limit)s MB, the most that is taken. "
        "Scan it again in a lower resolution, or in grey."
    )


class UnknownType(FileRefused):
    message = _(
        "The file %(name)s is of a type that is not taken. Taken are PDF, JPEG and PNG, and DOCX, "
        "XLSX and ODT. Save or scan it as one of these."
    )


class NotWhatItSays(FileRefused):
    message = _(
        "The file %(name)s calls itself %(type)s, but its content is something else. "
        "Open it and save it as %(type)s again; renaming does not change what it is."
    )


class BrokenFile(FileRefused):
    message = _(
        "The file %(name)s cannot be opened as %(type)s: it is broken or was cut short. "
        "Scan or save it again."
    )


class TooBigInside(FileRefused):
    message = _(
        "The file %(name)s unpacks to more than can be opened safely: too many pages, pixels or "
        "parts. Split it, or scan it in a lower resolution."
    )


class LockedFile(FileRefused):
    message = _(
        "The file %(name)s is locked with a password, so nobody could check or read it. "
        "Save it without the password."
    )


class ActiveContent(FileRefused):
    message = _(
        "The file %(name)s contains something that runs or reaches out when it is opened: a macro, "
        "a script, a form that sends itself. Print it to PDF and upload that."
    )


class SomethingHidden(FileRefused):
    message = _(
        "The file %(name)s carries another file inside or behind its end. "
        "Upload that file by itself, or print this one to PDF."
    )


class LooksInfected(FileRefused):
    message = _(
        "The file %(name)s looks like a virus. It was not kept; tell whoever looks after computers."
    )


REFUSALS: dict[str, type[FileRefused]] = {
    "broken": BrokenFile,
    "too-big-inside": TooBigInside,
    "locked": LockedFile,
    "active": ActiveContent,
    "hidden": SomethingHidden,
    "infected": LooksInfected,
}


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept, under a name that does no harm."""

    content: bytes
    filename: str
    media_type: Type
    pages_count: int | None


def inspect(content: bytes, *, filename: str, field: str = "file") -> Inspected:
    """Raise the refusal that fits, or say what the file is.

    An honest file takes up to a second, a hostile one twenty: it is done at the door, before an
    operation begins and holds a transaction open.
    """
    name = filenames.harmless(filename)
    said = ENDINGS.get(filenames.ending_of(name))
    facts = {"name": name, "type": said.label if said else "", "field": field}
    if not content:
        raise EmptyFile(**facts)
    if len(content) > uploads.limit():
        raise FileTooLarge(**facts, limit=formats.number(uploads.limit() // uploads.MEGABYTE))
    if inspector.EICAR in content:
        raise LooksInfected(**facts)
    if said is None:
        raise UnknownType(**facts)
    if not content.startswith(FIRST_BYTES[said]):
        raise NotWhatItSays(**facts)
    answer = _opened_apart(content, said)
    if answer["fault"]:
        raise REFUSALS[answer["fault"]](**facts)
    return Inspected(content, name, said, answer["pages"])


def _opened_apart(content: bytes, said: Type) -> dict:
    """Open the file in a program of its own, which may die of it: then the file is too much."""
    # -I: it takes nothing from its surroundings, neither variables nor the current folder.
    command = [sys.executable, "-I", str(Path(inspector.__file__)), str(said)]
    try:
        child = subprocess.run(  # noqa: S603 - our own program, and no text of the user's
            command,
            input=content,
            capture_output=True,
            timeout=LONGEST_SECONDS,
            env={},
            check=False,
        )
        return json.loads(child.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return {"fault": "too-big-inside", "pages": None}
