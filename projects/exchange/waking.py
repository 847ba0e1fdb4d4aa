"""A worker is told, after the commit, that an import has work for it."""

from core import jobs, tenancy
from projects.exchange.judging import closed_days
from projects.exchange.models import Import
from projects.exchange.vocabulary import Step

ADVANCE = "projects.exchange.tasks.advance"


def wake(found: Import) -> None:
    jobs.send_after_commit(ADVANCE, tenancy.current().schema_name, str(found.pk))


def have_checked(found: Import) -> None:
    """Have the rows judged that are new again, and all that is known of the import by now saved with it.

    Closed reports are looked at anew for every row: what one changes depends on the others.
    """
    found.step = Step.CHECKING
    found.save()
    closed_days.look_anew(found)
    wake(found)
