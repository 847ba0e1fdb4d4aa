"""Pages that compose several subjects."""

from projects.desk.views.my_day import my_day
from projects.desk.views.person import changes, person, records, reveal_pesel

__all__ = ["changes", "my_day", "person", "records", "reveal_pesel"]
