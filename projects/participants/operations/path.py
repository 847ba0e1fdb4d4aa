"""A person is diagnosed, their progress is asked about, and they may pause without leaving."""

import json
from datetime import date

from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.civil_days import add_months
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.participants import questionnaires
from projects.participants.entries_path import DiagnosisEntry, PauseEntry, SurveyEntry
from projects.participants.models import (
    Diagnosis,
    DiagnosisArea,
    Participation,
    Pause,
    ProgressSurvey,
)
from projects.participants.operations.records import (
    DayNotYet,
    check_day,
    check_order,
    fresh,
    live,
    save_changes,
)
from projects.participants.rules import path as rules_path
from projects.participants.rules.path import Period
from projects.participants.vocabulary_path import Moment
from ui import formats


class DiagnosedThatDay(RuleBroken):
    message = _("There is a diagnosis of %(day)s already. Correct that one, or enter another day.")
    field = "done_on"


class AreasLeftOut(RuleBroken):
    message = _("A diagnosis speaks of every area of life. These are left out: %(areas)s.")


class NoEntrySurvey(RuleBroken):
    message = _(
        "Progress is the difference between two questionnaires, and the one at the entry is "
        "missing. Enter the questionnaire from the entry first."
    )


class SurveysInWrongOrder(RuleBroken):
    message = _(
        "The questionnaire at the entry (%(entry)s) comes before the one at the exit (%(exit)s). "
        "Correct the day."
    )
    field = "filled_on"


class SurveyTooLate(RuleBroken):
    message = _(
        "Progress is verified within %(months)s months of leaving, here until %(last)s. "
        "%(day)s is later: enter the day on which the questionnaire was filled in."
    )
    field = "filled_on"


class PausesOverlap(RuleBroken):
    message = _(
        "Another pause began on %(since)s and these days meet it. "
        "Record the return from that one first, or correct the days."
    )
    field = "starts_on"


class ExpectedTooEarly(RuleBroken):
    message = _(
        "The pause begins on %(starts)s, so the return is expected later than %(expected)s. "
        "Correct one of the days."
    )
    field = "expected_on"


class HasLeft(RuleBroken):
    message = _("This person left on %(left)s: a pause is for those who mean to come back.")


class BeforeTheStart(RuleBroken):
    message = _(
        "%(day)s is before the first support on %(start)s: there is nothing to pause yet. "
        "Enter a later day."
    )
    field = "starts_on"


@operation()
def record_diagnosis(
    *, participation: Participation, entry: DiagnosisEntry, on: date, by: Actor
) -> Diagnosis:
    """Write down what was found in every area of life on one day."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = live(participation)
    _check_diagnosis(found, entry, on=on)
    diagnosis = Diagnosis.objects.create(
        participation=found,
        scope=questionnaires.AREAS_OF_LIFE,
        done_on=entry.done_on,
        done_by=entry.done_by,
        conclusions=entry.conclusions,
    )
    _write_areas(diagnosis, entry)
    audit.record("recorded a diagnosis", found, by=by)
    return diagnosis


@operation()
def correct_diagnosis(
    *, diagnosis: Diagnosis, entry: DiagnosisEntry, version: int, on: date, by: Actor
) -> Diagnosis:
    require(by, Permission.EDIT_PEOPLE, project=diagnosis.participation.project_id)
    found = live(diagnosis.participation)
    locked = fresh(diagnosis, version)
    _check_diagnosis(found, entry, on=on, apart_from=locked)
    columns = {
        "done_on": entry.done_on,
        "done_by": entry.done_by,
        "conclusions": entry.conclusions,
    }
    changed = save_changes(locked, **columns)
    locked.areas.all().delete()
    _write_areas(locked, entry)
    audit.record("corrected a diagnosis", found, by=by, fields=[*changed, "areas"])
    return locked


@operation(moves_figures=True)
def record_survey(
    *, participation: Participation, moment: str, entry: SurveyEntry, on: date, by: Actor
) -> ProgressSurvey:
    """Keep the questionnaire of social progress, and work out whether there is progress."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = live(participation)
    _check_survey(found, moment, entry, on=on)
    survey = ProgressSurvey.objects.create(
        participation=found,
        moment=moment,
        questionnaire=questionnaires.SOCIAL_PROGRESS,
        **_survey_columns(entry),
    )
    _work_out_progress(found)
    audit.record("recorded a questionnaire", found, by=by, fields=[moment])
    outbox.write(outbox.Topic.PARTICIPATION, found.pk)
    return survey


@operation(moves_figures=True)
def correct_survey(
    *, survey: ProgressSurvey, entry: SurveyEntry, version: int, on: date, by: Actor
) -> ProgressSurvey:
    """Correct the answers of one moment; the progress is worked out anew."""
    require(by, Permission.EDIT_PEOPLE, project=survey.participation.project_id)
    found = live(survey.participation)
    locked = fresh(survey, version)
    _check_survey(found, locked.moment, entry, on=on)
    changed = save_changes(locked, **_survey_columns(entry))
    _work_out_progress(found)
    audit.record("corrected a questionnaire", found, by=by, fields=changed)
    outbox.write(outbox.Topic.PARTICIPATION, found.pk)
    return locked


@operation()
def pause(*, participation: Participation, entry: PauseEntry, on: date, by: Actor) -> Pause:
    """Note that somebody pauses and means to come back: this is not leaving."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = live(participation)
    if found.ended_on:
        raise HasLeft(left=formats.day(found.ended_on))
    _check_pause(found, entry, on=on)
    begun = Pause.objects.create(participation=found, **vars(entry))
    audit.record("noted a pause", found, by=by)
    return begun


@operation()
def correct_pause(*, pause: Pause, entry: PauseEntry, version: int, on: date, by: Actor) -> Pause:
    """Correct a pause, or end it by the day on which the person came back."""
    require(by, Permission.EDIT_PEOPLE, project=pause.participation.project_id)
    found = live(pause.participation)
    locked = fresh(pause, version)
    _check_pause(found, entry, on=on, apart_from=locked)
    has_returned = entry.returned_on is not None and locked.returned_on is None
    changed = save_changes(locked, **vars(entry))
    verb = "noted a return from a pause" if has_returned else "corrected a pause"
    audit.record(verb, found, by=by, fields=changed)
    return locked


def _check_diagnosis(
    participation: Participation,
    entry: DiagnosisEntry,
    *,
    on: date,
    apart_from: Diagnosis | None = None,
) -> None:
    check_day(entry.done_on, on=on, field="done_on", participation=participation)
    said, scope = {area.code for area in entry.areas}, questionnaires.AREAS_OF_LIFE
    if apart_from is not None:
        scope = apart_from.scope
    left_out = [item for item in questionnaires.questionnaire(scope).items if item.code not in said]
    if left_out:
        raise AreasLeftOut(areas=", ".join(str(item.text) for item in left_out))
    others = participation.diagnoses.filter(done_on=entry.done_on)
    if apart_from is not None:
        others = others.exclude(pk=apart_from.pk)
    if others.exists():
        raise DiagnosedThatDay(day=formats.day(entry.done_on))


def _write_areas(diagnosis: Diagnosis, entry: DiagnosisEntry) -> None:
    rows = [DiagnosisArea(diagnosis=diagnosis, **vars(area)) for area in entry.areas]
    DiagnosisArea.objects.bulk_create(rows)


def _survey_columns(entry: SurveyEntry) -> dict[str, object]:
    return {
        "filled_on": entry.filled_on,
        "done_by": entry.done_by,
        "is_signed": entry.is_signed,
        "answers": json.dumps(dict(entry.answers), sort_keys=True),
    }


def _check_survey(
    participation: Participation, moment: str, entry: SurveyEntry, *, on: date
) -> None:
    days = dict(participation.surveys.values_list("moment", "filled_on"))
    if moment == Moment.ENTRY:
        check_day(entry.filled_on, on=on, field="filled_on", participation=participation)
    elif Moment.ENTRY not in days:
        raise NoEntrySurvey
    else:
        _check_exit_day(participation, entry.filled_on, on=on)
    days[moment] = entry.filled_on
    if Moment.EXIT in days and days[Moment.EXIT] < days[Moment.ENTRY]:
        words = {key.lower(): formats.day(days[key]) for key in (Moment.ENTRY, Moment.EXIT)}
        raise SurveysInWrongOrder(**words)


def _check_exit_day(participation: Participation, day: date, *, on: date) -> None:
    """Not to come, and within the months in which progress may still be verified."""
    months = questionnaires.questionnaire(questionnaires.SOCIAL_PROGRESS).verified_within_months
    if participation.ended_on is None or day <= participation.ended_on:
        return check_day(day, on=on, field="filled_on", participation=participation)
    last = add_months(participation.ended_on, months)
    if day > last:
        raise SurveyTooLate(months=months, last=formats.day(last), day=formats.day(day))
    if day > on:
        raise DayNotYet(field="filled_on", day=formats.day(day))
    return None


def _work_out_progress(participation: Participation) -> None:
    surveys = {survey.moment: survey for survey in participation.surveys.all()}
    if len(surveys) < len(Moment.values):
        return
    after = surveys[Moment.EXIT]
    asked = questionnaires.questionnaire(after.questionnaire)
    after.progressed = rules_path.has_progressed(
        answers_of(surveys[Moment.ENTRY]),
        answers_of(after),
        points=asked.rise_points,
        answers=asked.rise_answers,
    )
    after.save(update_fields=["progressed"])


def answers_of(survey: ProgressSurvey) -> dict[str, int]:
    """The answers opened, by the code of the question."""
    answers: dict[str, int] = json.loads(survey.answers or "{}")
    return answers


def _check_pause(
    participation: Participation, entry: PauseEntry, *, on: date, apart_from: Pause | None = None
) -> None:
    start = participation.started_on
    if start is None or entry.starts_on < start:
        raise BeforeTheStart(day=formats.day(entry.starts_on), start=formats.day(start) or "—")
    if entry.expected_on <= entry.starts_on:
        days = {"starts": entry.starts_on, "expected": entry.expected_on}
        raise ExpectedTooEarly(**{name: formats.day(day) for name, day in days.items()})
    check_order(Period(entry.starts_on, entry.returned_on), field="returned_on")
    if entry.returned_on:
        check_day(entry.returned_on, on=on, field="returned_on", participation=participation)
    others = participation.pauses.all()
    if apart_from is not None:
        others = others.exclude(pk=apart_from.pk)
    meeting = rules_path.first_overlapping(
        Period(entry.starts_on, entry.returned_on),
        [Period(other.starts_on, other.returned_on) for other in others],
    )
    if meeting is not None:
        raise PausesOverlap(since=formats.day(meeting.starts_on))
