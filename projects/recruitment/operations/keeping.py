"""Until when the data of candidates are kept: computed whenever what it hangs on has changed."""

from projects.recruitment import shipped
from projects.recruitment.models import Candidate, Recruitment
from projects.recruitment.rules.retention import delete_after


def set_day(candidate: Candidate, recruitment: Recruitment) -> None:
    """Compute the last day of keeping; the caller saves."""
    candidate.delete_after = delete_after(
        standing=candidate.standing,
        is_participant=candidate.participation_id is not None,
        decided_on=candidate.decided_on,
        closes_on=recruitment.closes_on,
        project_ends_on=recruitment.project.ends_on,
        retention=shipped.retention(),
    )


def renew_days(recruitment: Recruitment) -> None:
    """For everybody of a round whose own days have moved."""
    rows = list(recruitment.candidates.filter(erased_at=None))
    for candidate in rows:
        set_day(candidate, recruitment)
    Candidate.objects.bulk_update(rows, ["delete_after"], batch_size=500)
