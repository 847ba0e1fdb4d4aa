"""What can be imported. Each kind is a module of its own that registers here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, runtime_checkable
from uuid import UUID

from core.permissions import Actor
from core.quick import quickly_made
from projects.agreements.models import Project
from projects.exchange.models import Import
from projects.exchange.readers.in_words import PutRight
from projects.exchange.readers.reading_rows import Cells, Read
from projects.exchange.vocabulary import Standing
from projects.participants.similarity import Index
from sheets.tables import Kind as Holds
from ui.parts import Link


@dataclass(frozen=True, kw_only=True)
class Group:
    """The choices of a question that belong to some answers of another one."""

    code: str
    label: str
    answers: frozenset[str]
    choices: Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Target:
    """A field that a column may answer; `choices` are (code, words), empty where text is free.

    `also` are other titles by which offices call it; `holds` tells what stands in its cells, and
    `several` that one cell may tell more than one of the choices. What `is_own` tells one person from
    another, so that no answer can be the same for every row. Where the choices depend on the answer to
    another question, `said_with` names that one, and `groups` are the choices by its answers.
    """

    name: str
    label: str
    help: str = ""
    required: bool = False
    choices: Sequence[tuple[str, str]] = ()
    also: Sequence[str] = ()
    holds: Holds = Holds.TEXT
    several: bool = False
    is_own: bool = False
    said_with: str = ""
    groups: Sequence[Group] = ()


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a whole row means beside what is here already.

    `target` is the record that it concerns, `whose` the participation that is here already; `differs` names the fields that say something else, and
    `seen` is a fingerprint of the record of which that is true. `key` is set where only what is here
    tells which rows are about the same. `clashes` names the fields that somebody changed here since
    the file was made from it, and that the file changed otherwise. `is_new` says that a person would
    come who is not here.
    """

    standing: Standing
    target: UUID | None = None
    whose: UUID | None = None
    differs: Sequence[str] = ()
    clashes: Sequence[str] = ()
    mistakes: Mapping[str, list[str]] | None = None
    seen: bytes | None = None
    key: bytes | None = None
    is_new: bool = False


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Applied:
    """What a row made or changed: the record, what it was before as the kind writes it, and a
    fingerprint of what it is now."""

    target: UUID
    before: str
    after: bytes


class Reader(Protocol):
    """Reads rows for one project, in the language of whoever asks."""

    targets: Sequence[Target]
    # The field at which a second row about the same is refused.
    key_field: str
    # The columns with the days that closed reports may be about; none where no figure moves.
    dated: Sequence[str]
    # Whether a row may correct the person, and with them what other projects told of them.
    corrects_people: bool
    # Questions that no column tells, each with what was said of it by the answers to another one.
    said_by: Mapping[str, Mapping[str, Any]]
    # The few fields by which somebody sees at a glance whether a row was understood, besides who it is.
    telling: Sequence[str]

    def read(self, cells: Cells) -> Read: ...

    def hear(self, explained: Mapping[str, Mapping[str, str]]) -> None:
        """Understand these words from now on: by question and folded words, the code of the choice."""
        ...

    def choices(self) -> Mapping[str, Mapping[str, str]]:
        """By question whose answers are chosen, code and words of each choice."""
        ...

    def meaning(self, name: str, word: str) -> str | None:
        """The code of the choice that these words mean by now."""
        ...

    def is_everywhere(self, name: str) -> bool:
        """Whether a question is the same in every file of the kind, so that its words mean the same."""
        ...

    def unknown(self, cells: Cells) -> Iterable[tuple[str, str]]:
        """The questions of a row with words that name none of their choices."""
        ...

    def answers(self) -> Mapping[str, Any]:
        """What the row that was read last answers, by field, as the form understood it."""
        ...

    def said(self, name: str, cells: Cells) -> tuple[str, str]:
        """What a row says at a question, and what it says at the one with which that is said: of rows
        that are alike in both, one answer is right for all."""
        ...

    def narrowed(self, one: Target, cells: Cells) -> Target:
        """The question with the one group of choices that goes with what the row says beside."""
        ...

    def words(self) -> Mapping[str, str]:
        """The same in words, of what the row tells: as pages write it, and no PESEL."""
        ...

    def put_right(self, cells: Cells) -> Mapping[str, PutRight]:
        """Of the row that was read last, by field, what was understood otherwise than it is written."""
        ...

    def elsewhere(self, entries: Sequence[tuple[Any, bytes]], *, by: Actor) -> list[bool]:
        """Which entries are about somebody who is here in another project that the actor sees."""
        ...

    def beside(self, entries: Sequence[tuple[Any, UUID]]) -> list[Mapping[str, str]]:
        """For entries with the record that each concerns, what it says now, by field in words; few
        queries for all of them."""
        ...

    def read_again(self, cells: Cells) -> Read:
        """The same of a row that was judged whole and is about to be carried out. What the operation
        judges by itself, and refuses, need not be asked here too."""
        ...

    def key(self, entry: Any) -> bytes:
        """What says that two rows are about the same; a blind index, never the value."""
        ...

    def says(self, entry: Any) -> Sequence[tuple[str, Any]]:
        """What a row tells, by what it is about: rows of one key contradict each other in these alone."""
        ...

    def resembling(
        self, entries: Sequence[tuple[Any, bytes]], *, among: Index[UUID] | None = None
    ) -> list[list[UUID]]:
        """Whom of those who are here each new person looks like, so that somebody says who it is;
        `among` some of them, or all."""
        ...

    def compare(self, entries: Sequence[tuple[Any, bytes]]) -> list[Verdict]:
        """What each whole entry means beside what is here; few queries for all of them."""
        ...

    def apply(self, rows: Sequence[tuple[Any, Verdict]], *, on: date, by: Actor) -> list[Applied]:
        """Carry out the rows in one transaction, through operations; a refusal is raised."""
        ...

    def undo(
        self, applied: Sequence[Applied], *, since: datetime, on: date, by: Actor
    ) -> list[object]:
        """Take back what is still as it was made since that moment, the last first; None where it is
        gone, and otherwise the sentence why it stays."""
        ...


class Kind(Protocol):
    """Something that files hold; `label` says what, in the reader's language.

    `is_apart` says that each row is about somebody of its own, so that two workers may enter some each at
    the same time.
    """

    code: str
    is_apart: bool

    @property
    def label(self) -> Any: ...

    def adds(self, count: int) -> str:
        """What entering so many rows would add, as a sentence."""
        ...

    def place(self, project: Project) -> Link:
        """Where what was entered is seen."""
        ...

    def reader(self, project: Project, *, on: date, by: Actor) -> Reader: ...


@runtime_checkable
class OfFile(Protocol):
    """A kind that is not the same in every file."""

    def of(self, found: Import) -> Kind:
        """The kind as this file holds it."""
        ...


@runtime_checkable
class OfRounds(OfFile, Protocol):
    """A kind that belongs to one round of recruitment, which the sender names."""

    def rounds(self, project: Project) -> Sequence[tuple[UUID, Kind]]:
        """The kind as a file of each round of the project would hold it, the latest round first."""
        ...


REGISTERED: dict[str, Kind] = {}
# Between a kind and its round.
OF = "-"


def register(*kinds: Kind) -> None:
    REGISTERED.update({kind.code: kind for kind in kinds})


def offered(project: Project) -> Iterator[tuple[str, Kind]]:
    """What a file of the project may hold, as pages name it: `kind`, or `kind-round`."""
    for kind in REGISTERED.values():
        if isinstance(kind, OfRounds):
            yield from ((f"{kind.code}{OF}{pk}", one) for pk, one in kind.rounds(project))
        else:
            yield kind.code, kind
