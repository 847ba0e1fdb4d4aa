"""What the page of a path is made of: its finding, next steps, and tables of each part."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from projects.participants import questionnaires
from projects.participants.models import (
    Participation,
    Pause,
    PlannedArea,
    SocialContract,
    SurroundingPerson,
    Voiding,
)
from projects.participants.operations.path import answers_of
from projects.participants.parts.people import Todo, in_days
from projects.participants.queries_path import Path
from projects.participants.rules import path as rules_path
from projects.participants.vocabulary_path import (
    Moment,
    SupportArea,
    SurroundingSupport,
)
from ui import formats
from ui.parts import Cell, Column, Table

# A contract that runs out so soon is worth a word.
SOON_DAYS = 30
STEPS: dict[str, tuple[Promise, str]] = {
    rules_path.DIAGNOSIS: (gettext_lazy("Make the diagnosis in seven areas"), "diagnosis"),
    rules_path.ENTRY_SURVEY: (
        gettext_lazy("Fill in the questionnaire of social progress at the entry"),
        "survey-entry",
    ),
    rules_path.PLAN: (gettext_lazy("Agree the plan of support in the five areas"), "plan"),
    rules_path.SIGNATURE: (gettext_lazy("Have the plan signed and note the day"), "sign-plan"),
    rules_path.ACTION_PLAN: (
        gettext_lazy("Make the career adviser's action plan (IPD)"),
        "action-plan",
    ),
    rules_path.EXIT_SURVEY: (
        gettext_lazy("Fill in the questionnaire of social progress at the exit"),
        "survey-exit",
    ),
}


def finding(path: Path) -> str:
    """The path in one sentence, with the person's name."""
    person = {"person": path.participation.person}
    if not path.plans:
        said = _("%(person)s: diagnosed, the plan is still to be agreed")
        if not path.diagnoses:
            said = _("%(person)s: the path begins with a diagnosis")
        return said % person
    plan = path.plans[0]
    if plan.signed_on is None:
        return _("%(person)s: the plan waits for signatures") % person
    areas = len(path.planned[plan.pk])
    words = {"areas": areas, "ends": formats.day(plan.ends_on), **person}
    return (
        ngettext(
            "%(person)s: support in one area planned until %(ends)s",
            "%(person)s: support in %(areas)s areas planned until %(ends)s",
            areas,
        )
        % words
    )


def todos(path: Path, *, on: date, may_edit: bool) -> list[Todo]:
    """What is missing, in the order in which a path is made, and what runs out."""
    steps = rules_path.next_steps(path.progress)
    found = [*_pause_over(path, on=on, may_edit=may_edit), *_contract_ends(path, on=on)]
    for position, step in enumerate(steps):
        text, page = STEPS[step]
        url = _page(page, path) if may_edit else ""
        found.append(Todo(_("first") if position == 0 else _("then"), str(text), url))
    return found


def _page(name: str, path: Path) -> str:
    ids = [path.participation.pk]
    if name == "sign-plan":
        ids.append(path.plans[0].pk)
    return reverse(f"participants:{name}", args=ids)


def _pause_over(path: Path, *, on: date, may_edit: bool) -> Iterable[Todo]:
    pause = current_pause(path)
    if pause is None:
        return
    url = reverse("participants:correct-pause", args=[path.participation.pk, pause.pk])
    days = (pause.expected_on - on).days
    text = _("Expected back from the pause on %(day)s: note the return, or the exit") % {
        "day": formats.day(pause.expected_on)
    }
    yield Todo(in_days(days), text, url if may_edit else "", overdue=days < 0)


def _contract_ends(path: Path, *, on: date) -> Iterable[Todo]:
    for contract in path.contracts[:1]:
        days = (contract.valid_to - on).days
        if contract.ended_on or path.participation.ended_on or days > SOON_DAYS:
            continue
        text = _("The social contract is valid to %(day)s: ask whether there is a next one") % {
            "day": formats.day(contract.valid_to)
        }
        yield Todo(in_days(days), text, overdue=days < 0)


def current_pause(path: Path) -> Pause | None:
    """The pause that nobody ended; whoever left is not on a pause."""
    if path.participation.ended_on:
        return None
    return next((pause for pause in path.pauses if pause.returned_on is None), None)


def diagnosis_table(path: Path) -> Table | None:
    """The newest diagnosis, beside the first one where there are two."""
    if not path.diagnoses:
        return None
    newest, first = path.diagnoses[0], path.diagnoses[-1]
    scope = questionnaires.questionnaire(newest.scope)
    areas = {area.code: area for area in path.areas[newest.pk]}
    before = {area.code: area for area in path.areas[first.pk]} if first != newest else {}
    columns = [Column(_("Area of life")), Column(_("How it stands"))]
    columns += [Column(_("Change"))] if before else []
    columns += [Column(_("Needs")), Column(_("Strengths and resources"))]
    rows = []
    for item in scope.items:
        area = areas.get(item.code)
        if area is None:
            continue
        row: list[object] = [str(item.text), f"{area.level} – {scope.scale[area.level]}"]
        if before:
            row.append(_change(before[item.code].level, area.level))
        rows.append([*row, area.needs or "", area.strengths or ""])
    return Table(_("The seven areas of life"), columns, rows, caption_hidden=True)


def _change(before: int, after: int) -> Cell:
    """Signed, with a word: a minus alone is easy to miss."""
    if before == after:
        return Cell("0")
    word = _("better") if after > before else _("worse")
    return Cell(f"{after - before:+}".replace("-", "−"), tag=word)


def plan_table(areas: Iterable[PlannedArea], *, reads_case: bool) -> Table:
    """The five areas of the basket as the plan has them; kinds of support only for case work."""
    columns = [Column(_("Area")), Column(_("Planned hours"))]
    columns += [Column(_("Kinds of support"))] if reads_case else []
    columns += [Column(_("Period"))]
    rows, total = [], Decimal(0)
    order = SupportArea.values.index
    for area in sorted(areas, key=lambda each: order(each.area)):
        total += area.hours or 0
        row: list[object] = [area.get_area_display(), _hours(area.hours)]
        row += [area.kinds or ""] if reads_case else []
        row.append(f"{formats.day(area.starts_on)} – {formats.day(area.ends_on)}")
        rows.append(row)
    last: list[object] = [_("Together"), _hours(total), *([""] if reads_case else []), ""]
    return Table(_("Planned support"), columns, rows, total=last, caption_hidden=True)


def _hours(hours: Decimal | None) -> str:
    return _("%(hours)s h") % {"hours": formats.number(hours)} if hours else "—"


def survey_table(path: Path) -> Table | None:
    """The answers in words; with both questionnaires the points beside each other."""
    if not path.surveys:
        return None
    newest = path.surveys.get(Moment.EXIT) or path.surveys[Moment.ENTRY]
    asked = questionnaires.questionnaire(newest.questionnaire)
    before = answers_of(path.surveys[Moment.ENTRY])
    columns, rows = [Column(_("Question")), Column(_("At the entry"))], []
    after = answers_of(newest) if Moment.EXIT in path.surveys else {}
    if after:
        columns += [Column(_("At the exit")), Column(_("Change"))]
    for item in asked.items:
        given = [answer for answer in (before, after) if item.code in answer]
        if not given:
            continue
        row: list[object] = [str(item.text), _answer(asked, before.get(item.code))]
        if after:
            change = _change(before[item.code], after[item.code]) if len(given) > 1 else ""
            row += [_answer(asked, after.get(item.code)), change]
        rows.append(row)
    return Table(str(asked.name), columns, rows, caption_hidden=True)


def _answer(asked: questionnaires.Questionnaire, answer: int | None) -> str:
    return "—" if answer is None else f"{answer} – {asked.scale[answer]}"


def contract_words(contract: SocialContract, *, on: date) -> str:
    if contract.ended_on:
        return _("ended on %(day)s") % {"day": formats.day(contract.ended_on)}
    if contract.valid_to < on:
        return _("ran out on %(day)s") % {"day": formats.day(contract.valid_to)}
    return _("valid to %(day)s") % {"day": formats.day(contract.valid_to)}


def surroundings_table(participation: Participation, rows: Iterable[SurroundingPerson]) -> Table:
    columns = [
        Column(_("Who this is")),
        Column(_("Age")),
        Column(_("Sex"), wide_only=True),
        Column(_("Support")),
        Column(_("Period")),
    ]
    table_rows: list[list[object]] = []
    for row in rows:
        page = reverse("participants:correct-surrounding", args=[participation.pk, row.pk])
        who = Cell(row.get_relation_display(), url="" if row.promoted_to_id else page)
        if row.promoted_to_id:
            theirs = reverse("desk:person", args=[row.promoted_to_id])
            who = Cell(row.get_relation_display(), url=theirs, tag=_("now a participant"))
        table_rows.append(
            [who, row.get_age_group_display(), row.get_sex_display(), _supports(row), _days(row)]
        )
    return Table(_("People around the participant"), columns, table_rows, caption_hidden=True)


def _supports(row: SurroundingPerson) -> str:
    names = dict(SurroundingSupport.choices)
    return ", ".join(str(names.get(code, code)) for code in row.supports)


def _days(row: SurroundingPerson) -> str:
    if row.ends_on is None:
        return _("since %(day)s") % {"day": formats.day(row.starts_on)}
    return f"{formats.day(row.starts_on)} – {formats.day(row.ends_on)}"


def voided_table(rows: Iterable[Participation]) -> Table:
    columns = [
        Column(_("Person")),
        Column(_("Project")),
        Column(_("Voided on"), "day"),
        Column(_("Why")),
    ]
    table_rows: list[list[object]] = [
        [
            Cell(str(each.person), url=reverse("participants:voided-record", args=[each.pk])),
            str(each.project),
            each.voided_at,
            why(each),
        ]
        for each in rows
    ]
    return Table(_("Voided participations"), columns, table_rows, caption_hidden=True)


def why(participation: Participation) -> str:
    voiding = current_voiding(participation)
    return voiding.get_kind_display() if voiding else ""


def current_voiding(participation: Participation) -> Voiding | None:
    voidings = participation.voidings.all()
    return next((each for each in voidings if each.restored_at is None), None)
