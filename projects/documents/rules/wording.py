"""The small language of a wording: headings, paragraphs, lists, boxes, bold and {placeholders}.

Nothing else has a meaning in it: a wording is text, never a template that could run something.

    # Heading
    A paragraph with **bold words** and {osoba}.

    1. The first of a numbered list.
    - The first of a list without numbers.
    [ ] A box to be ticked by hand.
"""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

LONGEST = 20_000
# Where nothing is known the paper leaves room for a pen.
ROOM_FOR_A_PEN = "…" * 16
PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
BOLD = re.compile(r"\*\*(.+?)\*\*")
HEADING = re.compile(r"#\s+(.*)")
NUMBERED = re.compile(r"\d{1,2}[.)]\s+(.*)")
BOX = re.compile(r"\[ ?\]\s+(.*)")
LISTED = re.compile(r"[-–•]\s+(.*)")
PATTERNS = {"heading": HEADING, "numbered": NUMBERED, "boxes": BOX, "list": LISTED}
LISTS = frozenset({"numbered", "boxes", "list"})


@dataclass(frozen=True)
class Run:
    """A piece of text in one weight."""

    text: str
    is_bold: bool = False


@dataclass
class Block:
    """What is drawn as one: a heading, a paragraph, or a list with its items."""

    kind: str  # heading, paragraph, numbered, boxes or list
    items: list[list[Run]] = field(default_factory=list)

    @property
    def runs(self) -> list[Run]:
        return self.items[0]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a wording, in which line; `nearest` is the name that was perhaps meant."""

    line: int
    sign: str
    nearest: str = ""


def faults(text: str, *, known: Collection[str]) -> list[Fault]:
    """Placeholders that nobody fills, and braces that stand alone."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        for name in PLACEHOLDER.findall(line):
            if name not in known:
                nearest = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
                found.append(Fault(number, "{" + name + "}", "".join(nearest)))
        rest = PLACEHOLDER.sub("", line)
        found += [Fault(number, brace) for brace in "{}" if brace in rest]
    return found


def blocks(text: str, values: Mapping[str, str]) -> list[Block]:
    """The wording with its placeholders filled, as blocks; only the wording itself is formatted.

    The values come last, so that a star or a hash in somebody's name stays what it is.
    """
    found: list[Block] = []
    open_paragraph = False
    for line in map(str.strip, text.splitlines()):
        kind, content = _read(line)
        if not content:
            open_paragraph = False
            continue
        if kind == "paragraph" and open_paragraph:
            found[-1].items[0] += [Run(" "), *_runs(content, values)]
            continue
        if kind in LISTS and found and found[-1].kind == kind:
            found[-1].items.append(_runs(content, values))
        else:
            found.append(Block(kind, [_runs(content, values)]))
        open_paragraph = kind == "paragraph"
    return found


def plain(found: Iterable[Block]) -> str:
    """The text alone, for a search or a comparison."""
    return "\n".join("".join(run.text for run in item) for each in found for item in each.items)


def _read(line: str) -> tuple[str, str]:
    for kind, pattern in PATTERNS.items():
        if match := pattern.fullmatch(line):
            return kind, match[1].strip()
    return "paragraph", line


def _runs(content: str, values: Mapping[str, str]) -> list[Run]:
    runs = []
    for position, piece in enumerate(BOLD.split(content)):
        if piece:
            runs.append(Run(_filled(piece, values), is_bold=position % 2 == 1))
    return runs


def _filled(piece: str, values: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda match: values.get(match[1]) or ROOM_FOR_A_PEN, piece)
