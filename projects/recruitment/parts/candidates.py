"""Candidates on a page: the list, the cards of one, the course of what was done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import pesel
from core.ledger.models import AuditEvent
from projects import filters
from projects.recruitment import queries, shipped
from projects.recruitment.entries import answers_from_text
from projects.recruitment.forms.application import SITUATION, SituationFields
from projects.recruitment.forms.fields import in_words
from projects.recruitment.models import Candidate, Criterion, RequiredDocument, Score
from projects.recruitment.queries.candidates import NAMES, PROMOTED, TIME, TO_SCORE, WITH_PRIORITY
from projects.recruitment.rules import eligibility, scoring
from projects.recruitment.rules.eligibility import FAIL, NEEDS, PASS, Finding
from projects.recruitment.sentences import CHECKS, VERDICTS, points_in_words, sentence
from projects.recruitment.vocabulary import DocumentState, Kind, Standing
from ui import formats
from ui.parts import Cell, Column, Table

TONES = {PASS: "ok", NEEDS: "amber", FAIL: "bad"}
SHORT: dict[str, Promise] = {
    PASS: gettext_lazy("meets"),
    NEEDS: gettext_lazy("to be completed"),
    FAIL: gettext_lazy("does not meet"),
}
VERBS: dict[str, Promise] = {
    "entered a candidate": gettext_lazy("Application entered"),
    "applied on the web": gettext_lazy("Applied on the web"),
    "corrected a candidate": gettext_lazy("Application corrected"),
    "scored a candidate": gettext_lazy("Points confirmed"),
    "marked documents": gettext_lazy("Documents marked"),
    "decided on a candidate": gettext_lazy("Decision made"),
    "took from the reserve": gettext_lazy("Accepted from the reserve list"),
    "took a decision back": gettext_lazy("Decision taken back"),
    "promoted a candidate": gettext_lazy("Became a participant"),
    "revealed a PESEL": gettext_lazy("PESEL shown"),
}


def chips() -> list[dict[str, Any]]:
    """The filters of the list: what each is called, its parameter and its choices."""
    marks = [
        (TO_SCORE, _("to be scored")),
        (WITH_PRIORITY, _("with priority")),
        (PROMOTED, _("participants now")),
    ]
    return [
        {
            "label": _("Decision"),
            "parameter": "decyzja",
            "choices": [("", _("all")), *Standing.choices],
        },
        {"label": _("Mark"), "parameter": "znak", "choices": [("", _("all")), *marks]},
    ]


def candidates_table(
    request: HttpRequest,
    candidates: Iterable[Candidate],
    *,
    findings: Mapping[UUID, list[Finding]],
) -> Table:
    order = request.GET.get("kolejnosc", "")
    columns = [
        Column(_("No."), wide_only=True),
        _sortable(request, _("Candidate"), NAMES, order),
        _sortable(request, _("Applied"), TIME, order, wide_only=True),
        Column(_("Conditions")),
        _sortable(request, _("Points"), "", order, kind="number"),
        Column(_("Decision")),
    ]
    rows = [_row(each, findings.get(each.pk, [])) for each in candidates]
    return Table(_("Candidates of this round"), columns, rows, caption_hidden=True)


def _sortable(
    request: HttpRequest, label: str, order: str, chosen: str, *, kind: str = "text", **look: Any
) -> Column:
    is_chosen = order == chosen
    direction = ("descending" if not order else "ascending") if is_chosen else ""
    url = filters.address(request, kolejnosc=order)
    return Column(label, kind, sort_url=url, sorted=direction, **look)


def _row(candidate: Candidate, found: Sequence[Finding]) -> list[object]:
    url = reverse("recruitment:candidate", args=[candidate.pk])
    worst = eligibility.verdict(found)
    name = _("data deleted") if candidate.erased_at else str(candidate)
    return [
        str(candidate.number),
        Cell(name, url=url, tag=_("priority") if candidate.has_priority else ""),
        formats.moment(candidate.applied_at),
        str(SHORT[worst]) if _is_open(candidate) else "",
        Cell(
            "NOT_YET" if candidate.points is None else candidate.points,
            tag="" if candidate.scored_at or candidate.points is None else _("in part"),
        ),
        Cell(_("participant") if candidate.participation_id else candidate.get_standing_display()),
    ]


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
    state = DocumentState(document.state or DocumentState.MISSING)
    if state == DocumentState.MISSING:
        return Paper(document.name, str(state.label), "amber", "")
    told = [formats.day(document.marked_on), document.marked_by_name]
    tone = "ok" if state == DocumentState.SEEN else ""
    return Paper(document.name, str(state.label), tone, " · ".join(filter(None, told)))


def candidate_cards(candidate: Candidate, *, on: date) -> dict[str, Any]:
    """What a candidate's page shows of one `with_checks`, besides the head and the history."""
    recruitment = candidate.recruitment
    criteria = list(queries.criteria_in_force(recruitment))
    documents = list(queries.marked_documents(candidate))
    known = queries.findings_of(recruitment, [candidate], required=documents)
    findings = known.get(candidate.pk, [])
    worst = eligibility.verdict(findings)
    return {
        "masked": pesel.masked(candidate.pesel) if candidate.pesel else "",
        "person": None if candidate.erased_at else queries.person_of(candidate),
        "gmina": {"display_name": candidate.gmina_name},
        "checks": checks_of(findings),
        "verdict": {"text": VERDICTS[worst], "tone": TONES[worst]},
        "scored": scored_rows(candidate, criteria),
        "papers": papers_of(candidate, documents),
        "situation": situation_of(candidate),
        "decisions": candidate.decisions.select_related("decided_by"),
        "retention_source": shipped.retention_source(),
        "is_over": candidate.delete_after is not None and candidate.delete_after < on,
    }


def situation_of(candidate: Candidate) -> list[tuple[str, str]]:
    """The state as it was given, in the words of the form."""
    if candidate.erased_at:
        return []
    form = SituationFields(initial=vars(queries.state_of(candidate)))
    names = SITUATION[1]
    return [(str(form[name].label), in_words(form[name])) for name in names]


def deciding(candidate: Candidate, *, on: date) -> dict[str, Any]:
    """What somebody should see who decides: the checks that do not pass, and the places left."""
    figures = queries.figures_of([candidate.recruitment], on=on)[candidate.recruitment_id]
    findings = queries.findings_now(candidate)
    return {
        "checks": checks_of(each for each in findings if each.verdict != PASS),
        "free": max(candidate.recruitment.places_count - figures.accepted, 0),
    }


@dataclass(frozen=True)
class Moment:
    """One thing that was done, as the timeline component draws it."""

    when: str
    text: str
    due: bool = False
    tag: str = ""


def course(changes: Iterable[AuditEvent]) -> list[Moment]:
    return [
        Moment(f"{formats.moment(each.recorded_at)} · {each.actor_name}", _said(each))
        for each in changes
    ]


def _said(change: AuditEvent) -> str:
    said = str(VERBS.get(change.verb, change.verb))
    columns = {column.name: column for column in Candidate._meta.concrete_fields}
    labels = [str(columns[name].verbose_name) for name in change.fields if name in columns]
    return f"{said}: {', '.join(labels)}" if labels else said
