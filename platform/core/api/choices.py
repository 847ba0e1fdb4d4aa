"""What there is to choose among, for whoever named a code that is none: told whole, or where to read it."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

# More would be no sentence.
MOST_TOLD = 30


def choosing(codes: Collection[str], *, listed_in: object) -> str:
    """The codes as a sentence; of a long list, where it is to be read."""
    if len(codes) > MOST_TOLD:
        return _("There are %(count)s to choose among: they are listed in %(place)s.") % {
            "count": len(codes),
            "place": listed_in,
        }
    # An empty text is a choice of its own, and invisible.
    return _("Choose among: %(choice)s.") % {"choice": ", ".join(one or '""' for one in codes)}


def few(codes: Collection[str]) -> Sequence[str] | None:
    """The codes for a program to read; None where they are too many to be told."""
    return tuple(codes) if len(codes) <= MOST_TOLD else None
