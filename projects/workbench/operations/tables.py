"""Tables of a page are taken out as a file: only the trail changes."""

from core import audit
from core.ledger.models import Member
from core.operation import operation
from projects.workbench.models import PreparedFile


@operation()
def take_tables(*, page: str, count: int, by: Member) -> None:
    """Tell the trail of which page they are and how many rows; who may see the page may have them."""
    audit.record("took out the tables of a page", PreparedFile, by=by, reason=page, count=count)
