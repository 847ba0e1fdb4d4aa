"""A worker is told, after the commit, that an import has work for it."""

from core import jobs, tenancy
from projects.exchange.judging import closed_days
from projects.exchange.models import Import
from projects.exchange.vocabulary import Standing, Step

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


def judge_anew(found: Import) -> None:
    """Have every row checked by a worker, and what is known of the import saved with it."""
    anew = found.rows.exclude(standing__in=(Standing.LEFT, Standing.NEW))
    anew.update(standing=Standing.NEW, fields=[], key=None, target_id=None, after=None)
    # What was decided was about what the columns told before.
    found.rows.filter(decided__isnull=False).update(decided=None)
    have_checked(found)
