"""What is typed of a figure that was published officially."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class PublishedEntry:
    """Of a project, of a unit, or of the whole programme where it names neither."""

    subject: str
    unit_code: str = ""
    project_id: UUID | None = None
    value: int
    source: str
    published_on: date | None = None
    approved_by: str
