"""Candidates on a page: the list, the cards of one, the course of what was done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import pesel
from projects.participants import parts as people
from projects.participants.forms.state import present, shown_state
from projects.participants.rule_sets import rule_set
from projects.recruitment import queries, shipped
from projects.recruitment.entries import answers_from_text
from projects.recruitment.forms.application import (
    ASKED,
    ApplicationFields,
    SituationFields,
    current_of,
)
from projects.recruitment.forms.fields import in_words
from projects.recruitment.models import Candidate, Criterion, RequiredDocument, Score
from projects.recruitment.rules import eligibility, scoring
from projects.recruitment.rules.eligibility import FAIL, NEEDS, PASS, Finding
from projects.recruitment.sentences import CHECKS, VERDICTS, points_in_words, sentence
from projects.recruitment.vocabulary import DocumentState, Kind, Standing
from ui import formats

TONES = {PASS: "ok", NEEDS: "amber", FAIL: "bad"}
SHORT: dict[str, Promise] = {
    PASS: gettext_lazy("meets"),
    NEEDS: gettext_lazy("to be completed"),
    FAIL: gettext_lazy("does not meet"),
}


def conditions_of(candidate: Candidate) -> str:
    """The verdict of the checks in a word or two; nothing once nobody asks for it."""
    return str(SHORT[queries.verdict_of(candidate)]) if _is_open(candidate) else ""


def _is_open(candidate: Candidate) -> bool:
    """Whether the conditions still matter: nobody asks them of whoever is out, or in for good."""
    is_out = candidate.standing in (Standing.REJECTED, Standing.WITHDRAWN)
    return not (is_out or candidate.participation_id or candidate.erased_at)


@dataclass(frozen=True)
class Check:
    """One check of eligibility as the card draws it."""

    name: str
    verdict: str
    tone: str
    text: str


def checks_of(findings: Iterable[Finding]) -> list[Check]:
    """Worst first: what has to be done stands on top."""
    ordered = sorted(findings, key=lambda each: eligibility.WORST_FIRST.index(each.verdict))
    return [
        Check(
            str(CHECKS[each.check]), str(SHORT[each.verdict]), TONES[each.verdict], sentence(each)
        )
        for each in ordered
    ]


@dataclass(frozen=True)
class Scored:
    """One criterion of one candidate: the answer, the points, and who confirmed it."""

    criterion: Criterion
    answer: str
    points: str
    note: str
    score: Score | None


def scored_rows(candidate: Candidate, criteria: Sequence[Criterion]) -> list[Scored]:
    held, hints = queries.marks_of(candidate, criteria), suggestions(candidate, criteria)
    return [_scored(each, held.get(each.pk), hints.get(each.pk, "")) for each in criteria]


def _scored(criterion: Criterion, score: Score | None, hint: str) -> Scored:
    if score is None:
        note = _("proposed: %(answer)s") % {"answer": _answer(criterion, hint)} if hint else ""
        return Scored(criterion, "", "", note or _("no answer yet"), None)
    who = score.decided_by.display_name if score.decided_by else ""
    note = " · ".join(filter(None, [who, formats.moment(score.decided_at)]))
    worth = scoring.worth(queries.as_rule(criterion), score.value or "")
    if criterion.proof and not score.proof_seen and (worth or criterion.kind == Kind.PRIORITY):
        waits = _("counts once the proof is seen: %(proof)s")
        note = f"{waits % {'proof': criterion.get_proof_display()}} · {note}"
    return Scored(
        criterion, _answer(criterion, score.value or ""), _points(criterion, score), note, score
    )


def _points(criterion: Criterion, score: Score) -> str:
    if criterion.kind == Kind.PRIORITY:
        return _("priority") if score.value == scoring.YES else ""
    return points_in_words(score.points)


def _answer(criterion: Criterion, value: str) -> str:
    if criterion.kind == Kind.CHOICE and value == scoring.NO:
        return _("none of these")
    named = {scoring.YES: _("yes"), scoring.NO: _("no")}
    said = named.get(value, value)
    return f"{said} ({criterion.unit})" if criterion.unit and value not in named else said


def suggestions(candidate: Candidate, criteria: Iterable[Criterion]) -> dict[UUID, str]:
    """For each criterion the answer that somebody only has to confirm, where there is one."""
    facts, answers = queries.facts_of(candidate), answers_from_text(candidate.answers)
    return {
        each.pk: scoring.suggested(
            queries.as_rule(each),
            reads=each.reads,
            facts=facts,
            answer=answers.get(each.code, ""),
        )
        for each in criteria
    }


@dataclass(frozen=True)
class Paper:
    name: str
    state: str
    tone: str
    who: str


def papers_of(candidate: Candidate, documents: Sequence[RequiredDocument]) -> list[Paper]:
    return [_paper(document) for document in queries.documents_needed(candidate, documents)]


def _paper(document: RequiredDocument) -> Paper:
    """One document that comes with its mark, as the checklist has it."""
    state = DocumentState(document.state or "missing")  # type: ignore[attr-defined]
    if state == DocumentState.MISSING:
        return Paper(document.name, str(state.label), "amber", "")
    told = [formats.day(document.marked_on), document.marked_by_name]  # type: ignore[attr-defined]
    tone = "ok" if state == DocumentState.SEEN else ""
    return Paper(document.name, str(state.label), tone, " · ".join(filter(None, told)))


def candidate_cards(candidate: Candidate, *, whole: bool, on: date) -> dict[str, Any]:
    """What a candidate's page shows of one `with_checks`, besides the head and the history.

    What the candidate told, and why they were decided about so, only where it is `whole`.
    """
    head = {
        "masked": pesel.masked(candidate.pesel) if candidate.pesel else "",
        "decisions": candidate.decisions.select_related("decided_by"),
        "retention_source": shipped.retention_source(),
        "is_over": candidate.delete_after is not None and candidate.delete_after < on,
    }
    return head | _what_was_told(candidate) if whole else head


def _what_was_told(candidate: Candidate) -> dict[str, Any]:
    """Conditions, answers, points by criterion, papers, situation, contact: they tell of health."""
    recruitment = candidate.recruitment
    criteria = list(queries.criteria_in_force(recruitment))
    documents = list(queries.marked_documents(candidate))
    known = queries.findings_of(recruitment, [candidate], required=documents)
    findings = known.get(candidate.pk, [])
    worst = eligibility.verdict(findings)
    person = None if candidate.erased_at else queries.person_of(candidate)
    return {
        "person": person,
        "lives_at": people.written(person.address) if person else "",
        "gmina": {"display_name": candidate.gmina_name},  # type: ignore[attr-defined]
        "checks": checks_of(findings),
        "verdict": {"text": VERDICTS[worst], "tone": TONES[worst]},
        "scored": scored_rows(candidate, criteria),
        "papers": papers_of(candidate, documents),
        "situation": situation_of(candidate),
    }


def situation_of(candidate: Candidate) -> list[tuple[str, str]]:
    """The state as it was given, in the words of the form."""
    if candidate.erased_at:
        return []
    scope = rule_set(candidate.recruitment.project.rule_set).scope
    shown = shown_state(queries.state_of(candidate), scope)
    form = SituationFields(initial=shown, recruitment=candidate.recruitment)
    names = [name for _legend, names in present(form, ASKED) for name in names]
    return [(str(form[name].label), in_words(form[name])) for name in names if shown.get(name)]


def deciding(candidate: Candidate, *, on: date) -> dict[str, Any]:
    """What somebody should see who decides: the checks that do not pass, and the places left."""
    figures = queries.figures_of([candidate.recruitment], on=on)[candidate.recruitment_id]
    findings = queries.findings_now(candidate)
    return {
        "checks": checks_of(each for each in findings if each.verdict != PASS),
        "free": max(candidate.recruitment.places_count - figures.accepted, 0),
    }


def answers_of(candidate: Candidate) -> list[tuple[str, list[tuple[str, str]]]]:
    """The whole application but its PESEL, under the legends of the form, for the paper to sign."""
    criteria = queries.criteria_in_force(candidate.recruitment)
    form = ApplicationFields(
        initial=current_of(candidate), recruitment=candidate.recruitment, criteria=criteria
    )
    shown = [(str(legend), _told(form, names)) for legend, names in form.parts]
    return [(legend, lines) for legend, lines in shown if lines]


def _told(form: ApplicationFields, names: Iterable[str]) -> list[tuple[str, str]]:
    fields = [form[name] for name in names if name not in ("pesel", "no_pesel")]
    return [(str(field.label), in_words(field)) for field in fields if field.value()]
