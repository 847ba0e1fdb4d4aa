"""A worker is told, after the commit, that an import has work for it."""

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, JSONField, TextField, Value

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


def judge_anew(found: Import, *, sides_of: Iterable[str] | None = None) -> None:
    """Have every row checked by a worker, and what is known of the import saved with it.

    What was decided was about what the columns told before; or only which side holds at these fields.
    """
    anew = found.rows.exclude(standing__in=(Standing.LEFT, Standing.NEW))
    anew.update(standing=Standing.NEW, fields=[], key=None, target_id=None, after=None)
    decided = found.rows.filter(decided__isnull=False)
    if sides_of is None:
        decided.update(decided=None)
    else:
        decided.update(decided=_without(list(sides_of)))
    have_checked(found)


def _without(fields: list[str]) -> Func:
    """What is decided of a row, but for these fields."""
    kept = F("decided"), Value(fields, ArrayField(TextField()))
    return Func(*kept, template="(%(expressions)s)", arg_joiner=" - ", output_field=JSONField())
