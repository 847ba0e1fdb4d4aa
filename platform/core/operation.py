"""What makes a function an operation: one transaction, an actor, one audit row, a place in the list."""

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, SerializationFailure, UniqueViolation

from core.errors import AtTheSameMoment, SavedAMomentAgo

Function = TypeVar("Function", bound=Callable[..., Any])
# Where two wait for each other the database ends what one of them does.
ENDED_FOR_ANOTHER = (DeadlockDetected, SerializationFailure)


@dataclass(frozen=True)
class Operation:
    name: str
    function: Callable[..., Any]
    moves_figures: bool


REGISTERED: dict[str, Operation] = {}


def operation(*, moves_figures: bool = False) -> Callable[[Function], Function]:
    """Run the function as one transaction and list it, so that sweeps can try every operation.

    The first thing it does is to allow, the last to record; `moves_figures` says that it also
    leaves an outbox row, because published figures depend on what it writes.
    """

    def decorate(function: Function) -> Function:
        _insist_on_keywords(function)

        @functools.wraps(function)
        def run(**arguments: Any) -> Any:
            try:
                with whole():
                    return function(**arguments)
            except IntegrityError as clash:
                if isinstance(clash.__cause__, UniqueViolation):
                    # Two at once: both looked, both found it free; the database let one through.
                    raise SavedAMomentAgo from clash
                # Any other constraint is a rule that the operation should have told itself.
                raise

        name = f"{function.__module__}.{function.__qualname__}"
        REGISTERED[name] = Operation(name, run, moves_figures)
        return run  # type: ignore[return-value]

    return decorate


@contextmanager
def whole() -> Iterator[None]:
    """One transaction. Whoever the database ends for another is asked to try again, unless it is within
    something larger that may begin anew by itself.
    """
    is_outermost = not connection.in_atomic_block
    try:
        with transaction.atomic():
            yield
    except OperationalError as ended:
        if is_outermost and isinstance(ended.__cause__, ENDED_FOR_ANOTHER):
            raise AtTheSameMoment from ended
        raise


def _insist_on_keywords(function: Callable[..., Any]) -> None:
    parameters = inspect.signature(function).parameters
    loose = [p.name for p in parameters.values() if p.kind not in (p.KEYWORD_ONLY, p.VAR_KEYWORD)]
    if loose or "by" not in parameters:
        raise TypeError(f"{function.__qualname__}: keyword-only arguments with `by`, please")
