"""Internships: how many days off are earned by when."""

from datetime import date, timedelta


def days_off_by(
    day: date, *, starts_on: date, ends_on: date, days: int, per_calendar_days: int
) -> int:
    """How many days off may have been taken by this day, it included.

    `days` for every full period of `per_calendar_days` behind; those of the last full period may
    be taken within it, because afterwards there is no time left for them.
    """
    if day < starts_on:
        return 0
    behind = (min(day, ends_on) - starts_on).days + 1
    whole = (ends_on - starts_on).days + 1
    periods, in_all = behind // per_calendar_days, whole // per_calendar_days
    last_begins_on = starts_on + timedelta(days=(in_all - 1) * per_calendar_days)
    if in_all and day >= last_begins_on:
        periods = in_all
    return periods * days
