"""Pages that compose several subjects."""

from projects.desk.views.my_day import my_day
from projects.desk.views.person import changes, due, person, records, reveal_pesel

__all__ = ["changes", "due", "my_day", "person", "records", "reveal_pesel"]
