"""What a person says about an import: the file, where each answer stands, a mended value, the last word."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import RuleBroken
from core.forms import OperationForm
from core.uploads import MEGABYTE, limit
from projects.agreements.models import Project
from projects.exchange.kinds import OF, Group, Target, offered
from projects.exchange.readers.typed import folded
from projects.exchange.refusals import ShownOtherwise
from projects.exchange.rows import STANDS_FOR, told_by
from projects.exchange.vocabulary import Differing
from projects.recruitment.models import Recruitment
from sheets.tables import Kind as Holds

ACCEPTED = ".xlsx,.ods,.csv,.txt"
NOTHING = gettext_lazy("– not used –")
EACH_BY_ITSELF = gettext_lazy("– each row by itself –")
UNTOLD = gettext_lazy("Has to be known, and no column tells it yet")
EVERYTHING_ELSE = gettext_lazy("Everything else")
COLUMN, FOR_ALL = "column_", "all_"
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T00:00(?::00)?)?")


class FileFields(OperationForm):
    """A file of no more than so many megabytes."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy(
            "XLSX, ODS or CSV, as it is: titles above the table, own headers and empty columns "
            "do no harm. Nothing is entered before you have seen it."
        ),
    )

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > limit():
            text = _("The file is larger than %(size)s MB. Divide it, or leave out pictures.")
            raise forms.ValidationError(text % {"size": limit() // MEGABYTE})
        return sent


class SendForm(FileFields):
    """The file, and what is in it."""

    kind = forms.ChoiceField(label=gettext_lazy("What is in the file"), widget=forms.RadioSelect)
    field_order = ("kind", "file")

    def __init__(self, *args: Any, project: Project, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["kind"].choices = [(code, kind.label) for code, kind in offered(project)]
        self.fields["kind"].initial = self.fields["kind"].choices[0][0]

    def as_arguments(self) -> dict[str, Any]:
        sent = self.cleaned_data["file"]
        kind, _sign, which = self.cleaned_data["kind"].partition(OF)
        return {
            "kind": kind,
            "recruitment": Recruitment.objects.get(pk=which) if which else None,
            "name": sent.name or "",
            "content": sent.read(),
        }


class ColumnsForm(OperationForm):
    """Each column of the file with what it answers, and answers that are the same for every row."""

    def __init__(
        self,
        *args: Any,
        titles: Sequence[tuple[int, str]],
        targets: Sequence[Target],
        columns: Mapping[str, Mapping[str, Any]],
        place: Mapping[str, int],
        **facts: Any,
    ) -> None:
        super().__init__(*args, **facts)
        self.titles, self.targets, self.place = titles, targets, place
        answered = {
            source["column"]: name for name, source in columns.items() if "column" in source
        }
        for column, title in titles:
            self.fields[f"{COLUMN}{column}"] = forms.ChoiceField(
                label=title or _("column without a title"),
                required=False,
                initial=answered.get(column, ""),
            )
        chosen = told_by(self[f"{COLUMN}{column}"].value() for column, _title in titles)
        untold = [one for one in targets if one.required and one.name not in chosen]
        self.own = [one for one in untold if one.is_own]
        self.asked = [one for one in untold if not one.is_own]
        listed = _listed(targets, {one.name for one in untold})
        for column, _title in titles:
            self.fields[f"{COLUMN}{column}"].choices = listed
        for target in self.asked:
            self.fields |= _asked_of_all(target, columns.get(target.name, {}))

    @property
    def same_for_all(self) -> list[forms.BoundField]:
        """What is asked once for every row: only what no column answers."""
        return [self[f"{FOR_ALL}{one.name}"] for one in self.asked if not one.groups]

    @property
    def by_another(self) -> list[tuple[Target, list[forms.BoundField]]]:
        """What is asked once for each group of answers to another question."""
        return [
            (one, [self[_name(one, group)] for group in one.groups])
            for one in self.asked
            if one.groups
        ]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        seen: dict[str, str] = {}
        for column, title in self.titles:
            name = typed.get(f"{COLUMN}{column}")
            if name and name in seen:
                text = _("Two columns cannot answer the same: “%(first)s” does already.")
                self.add_error(f"{COLUMN}{column}", text % {"first": seen[name]})
            elif name:
                seen[name] = title
        return typed

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        columns: dict[str, dict[str, Any]] = {}
        titles: dict[str, str] = {}
        for target in self.asked:
            columns[target.name] = _said_of_all(target, typed)
        for column, title in self.titles:
            if name := typed[f"{COLUMN}{column}"]:
                columns[name] = {"column": column}
                titles[folded(title)] = name
        return {"columns": columns, "titles": titles, **self.place}


class WrongAnswer(NamedTuple):
    """A question at which a row has a mistake.

    `said` is what the row says there and beside (`Reader.said`), `word` what stands there for a reader,
    and `alike` how many rows say the same.
    """

    asked: Target
    said: tuple[str, str]
    word: str
    alike: int


class MendForm(OperationForm):
    """The fields of one row that have a mistake, as the file has them."""

    def __init__(self, *args: Any, wrong: Mapping[str, WrongAnswer], **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.wrong = wrong
        for name, one in wrong.items():
            self.fields[name] = _answer(one)
            if one.alike > 1:
                self.fields[f"{FOR_ALL}{name}"] = forms.BooleanField(
                    label=_("also in the %(count)s others that say the same")
                    % {"count": one.alike - 1},
                    required=False,
                )

    @property
    def for_all(self) -> list[str]:
        """The fields whose answer goes to every row with the same mistake."""
        return [name for name in self.wrong if self.cleaned_data.get(f"{FOR_ALL}{name}")]

    def as_arguments(self) -> dict[str, Any]:
        changed = {
            name: self.cleaned_data[name]
            for name, one in self.wrong.items()
            if self.cleaned_data[name] not in (one.said[0], _typed(one.asked, one.said[0]))
        }
        return {"answers": changed}


class ReasonForm(OperationForm):
    """What a file with everybody's PESEL is taken out for."""

    reason = forms.CharField(
        label=gettext_lazy("What for"),
        max_length=300,
        help_text=gettext_lazy(
            "The file holds the PESEL of everybody. The reason stays in the history, with your name."
        ),
    )


class EnterForm(OperationForm):
    """What happens to what is here and differs; nothing else is asked."""

    differing = forms.ChoiceField(
        label=gettext_lazy("What is here already and differs in the file"),
        choices=Differing.choices,
        initial=Differing.OURS,
        widget=forms.RadioSelect,
    )
    seen = forms.CharField(widget=forms.HiddenInput)
    is_meant = forms.BooleanField(
        label=gettext_lazy("Yes, so much is to be changed"), required=False
    )
    difference_is_known = forms.BooleanField(
        label=gettext_lazy("Yes, enter these rows too; the next report tells the difference"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        changes: int,
        asks: bool,
        is_to_correct: bool = False,
        reported: int = 0,
        **facts: Any,
    ) -> None:
        super().__init__(*args, **facts)
        if not reported:
            del self.fields["difference_is_known"]
        if is_to_correct:
            self.fields["differing"].initial = Differing.FILE
        if not changes:
            self.fields["differing"].widget = forms.HiddenInput()
        if not asks:
            self.fields["is_meant"].widget = forms.HiddenInput()

    def show(self, refusal: RuleBroken) -> None:
        """The refused page shows what is so by now; whoever enters that confirms it anew."""
        super().show(refusal)
        if isinstance(refusal, ShownOtherwise):
            known = {"differing": self.cleaned_data["differing"]}
            self.data = known | {"seen": self.initial["seen"]}

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {**typed, "differing": Differing(typed["differing"])}


def _listed(targets: Sequence[Target], untold: Collection[str]) -> list[Any]:
    """What a column may answer; first what has to be known and none answers yet."""
    named: tuple[list[tuple[str, str]], list[tuple[str, str]]] = [], []
    for one in targets:
        lacks = not {one.name, *STANDS_FOR.get(one.name, ())}.isdisjoint(untold)
        named[not lacks].append((one.name, f"{one.label} *" if one.required else one.label))
    first, others = named
    groups = [(UNTOLD, first), (EVERYTHING_ELSE, others)] if first else others
    return [("", NOTHING), *groups]


def _name(target: Target, group: Group) -> str:
    return f"{FOR_ALL}{target.name}_{group.code}"


def _asked_of_all(target: Target, said: Mapping[str, Any]) -> dict[str, forms.Field]:
    """By name, what is asked once where no column tells it; nobody has to know it of a whole group."""
    if not target.groups:
        return {f"{FOR_ALL}{target.name}": _for_all(target, said.get("value", ""))}
    values = said.get("values", {})
    return {
        _name(target, group): forms.ChoiceField(
            label=group.label,
            choices=[("", EACH_BY_ITSELF), *group.choices],
            required=False,
            initial=values.get(group.code, ""),
        )
        for group in target.groups
    }


def _said_of_all(target: Target, typed: Mapping[str, Any]) -> dict[str, Any]:
    if not target.groups:
        return {"value": typed[f"{FOR_ALL}{target.name}"]}
    values = {group.code: typed[_name(target, group)] for group in target.groups}
    return {"by": target.said_with, "values": {code: said for code, said in values.items() if said}}


def _for_all(target: Target, initial: str) -> forms.Field:
    facts: dict[str, Any] = {"label": target.label, "initial": initial}
    if target.choices:
        return forms.ChoiceField(choices=[("", "—"), *target.choices], **facts)
    said = [_("A day, such as 01.09.2026.")] if target.holds == Holds.DAY else []
    return forms.CharField(max_length=200, help_text=" ".join([*said, target.help]), **facts)


def _typed(target: Target, text: str) -> str:
    """As somebody types it: a day that a sheet knows for one is written another way in it."""
    day = ISO.fullmatch(text) if target.holds == Holds.DAY else None
    return f"{day[3]}.{day[2]}.{day[1]}" if day else text


def _answer(wrong: WrongAnswer) -> forms.Field:
    target, text = wrong.asked, wrong.said[0]
    initial = _typed(target, text)
    facts: dict[str, Any] = {"label": _of_group(target), "required": False, "initial": initial}
    if not target.choices:
        return forms.CharField(max_length=200, **facts)
    known = {code for code, _said in target.choices}
    kept = [(text, wrong.word)] if text not in known else []
    grouped = [(group.label, group.choices) for group in target.groups]
    listed = grouped if len(grouped) > 1 else target.choices
    return forms.ChoiceField(choices=[*kept, *listed], **facts)


def _of_group(target: Target) -> str:
    """A question that goes with another answer of the row says with which."""
    if len(target.groups) != 1:
        return target.label
    return f"{target.label} ({target.groups[0].label})"
