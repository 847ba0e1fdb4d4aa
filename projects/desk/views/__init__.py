"""Pages that compose several subjects."""

from projects.desk.views.person import changes, person, records, reveal_pesel

__all__ = ["changes", "person", "records", "reveal_pesel"]
