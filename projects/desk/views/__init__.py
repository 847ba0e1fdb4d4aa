"""Pages that compose several subjects."""

from projects.desk.views.my_day import my_day
from projects.desk.views.person import changes, counting, due, person, records, reveal_pesel

__all__ = ["changes", "counting", "due", "my_day", "person", "records", "reveal_pesel"]
