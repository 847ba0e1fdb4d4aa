"""What a visitor of the web form may do: how fast, how often, how much, and until when."""

from datetime import datetime, timedelta

DRAFT_DAYS = 14
# After sending, what was typed stays for the printed confirmation, and no longer.
RECEIPT_DAYS = 1
# A person reads at least this long before the first press; a program does not.
LEAST_SECONDS = 2
TOKEN_HOURS = 4
# Nor does a person fill in the whole form as fast as this.
LEAST_FILLING_SECONDS = 15
LARGEST_POST_BYTES = 65_536
LONGEST_ANSWER = 2_000
BEGUN_AN_HOUR = 20
# Of one draft: steps forth and back, as often as a patient person could.
SAVED_AN_HOUR = 100
SENT_AN_HOUR = 10
SENT_TO_ONE_ROUND_AN_HOUR = 300


def is_fresh(*, issued_at: datetime, at: datetime) -> bool:
    """Whether a form shown at one moment may come back at the other."""
    age = at - issued_at
    return timedelta(seconds=LEAST_SECONDS) <= age <= timedelta(hours=TOKEN_HOURS)


def is_filled_in_by_hand(*, begun_at: datetime, at: datetime) -> bool:
    return at - begun_at >= timedelta(seconds=LEAST_FILLING_SECONDS)


def hour_of(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
