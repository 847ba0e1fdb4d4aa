"""What a report says, before it is paper or a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString

from ui.parts import Table

Fact = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading that says a finding, a sentence, a still picture and the table it is drawn from."""

    title: str
    sentence: str
    table: Table | None = None
    picture: SafeString | str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Contents:
    """`facts` tell what it is about and as of when; `definitions` what each indicator counts."""

    title: str
    leader: str
    facts: Sequence[Fact]
    sections: Sequence[Section]
    sources: Sequence[str]
    as_of: datetime
    definitions: Sequence[Fact] = field(default=())
