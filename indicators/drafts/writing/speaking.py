"""Between a written branch and the JSON of the language."""

from typing import Any

from indicators.drafts.writing.branches import COMPARISONS, GROUPS, OUTCOME, Branch
from indicators.language import fields
from indicators.language.fields import Field, Kind

TRUTHS = {"true": True, "false": False}


def from_json(json: Any) -> Branch:
    """A rule that the language has read before."""
    if "not" in json:
        inner = from_json(json["not"])
        inner.negated = not inner.negated
        return inner
    for kind in GROUPS:
        if kind in json:
            return Branch(kind, branches=[from_json(one) for one in json[kind]])
    if "outcome" in json:
        typed = _typed_window(json["window"])
        return Branch("ask", subject=OUTCOME + json["outcome"], question="window", typed=typed)
    question, typed = _typed(json)
    return Branch("ask", subject=json["field"], question=question, typed=typed)


def _typed(json: dict[str, Any]) -> tuple[str, dict[str, list[str]]]:
    if "window" in json:
        return "window", _typed_window(json["window"])
    if "from" in json or "to" in json:
        return "between", {end: [json[end]] for end in ("from", "to") if end in json}
    for comparison in COMPARISONS:
        if comparison in json:
            return comparison, {"number": [str(json[comparison])]}
    if "known" in json:
        return "known", {}
    values = json["in"] if "in" in json else [json["is"]]
    return "is", {"value": [said(value) for value in values]}


def said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _typed_window(json: dict[str, Any]) -> dict[str, list[str]]:
    typed = {"after": [json.get("after", "exit")]}
    for end in ("from", "to"):
        for key, unit in ((end, "days"), (f"{end}_months", "months")):
            if key in json:
                typed |= {f"{end}_count": [str(json[key])], f"{end}_unit": [unit]}
    return typed


def to_json(branch: Branch) -> dict[str, Any]:
    """What the language reads, or refuses with the path of the branch."""
    json = _group(branch) if branch.is_group else _asked(branch)
    return {"not": json} if branch.negated else json


def _group(branch: Branch) -> dict[str, Any]:
    return {branch.kind: [to_json(inner) for inner in branch.branches]}


def _asked(branch: Branch) -> dict[str, Any]:
    if branch.subject.startswith(OUTCOME):
        return {"outcome": branch.subject.removeprefix(OUTCOME), "window": _window(branch)}
    known, asked = fields.FIELDS.get(branch.subject), branch.asked
    json: dict[str, Any] = {"field": branch.subject}
    if known is None:
        return json
    if asked == "is":
        return json | _values(known, branch)
    if asked == "between":
        days = {end: branch.one(end) for end in ("from", "to") if branch.one(end)}
        return json | (days or {"from": ""})
    if asked == "window":
        return json | {"window": _window(branch)}
    return json | {asked: True if asked == "known" else _number(branch.one("number"))}


def _values(known: Field, branch: Branch) -> dict[str, Any]:
    typed = branch.typed.get("value", [])
    if not known.values:
        # Codes and numbers without words are written one after another.
        typed = [part for one in typed for part in one.replace(",", " ").split()]
    read = [_value(known, one) for one in typed]
    return {"in": read} if len(read) > 1 else {"is": read[0] if read else ""}


def _value(known: Field, typed: str) -> str | int | bool:
    if known.kind is Kind.TRUTH:
        return TRUTHS.get(typed, typed)
    return _number(typed) if known.kind is Kind.NUMBER else typed


def _number(typed: str) -> str | int:
    # What is no number stays as it is, for the language to refuse.
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else typed


def _window(branch: Branch) -> dict[str, Any]:
    json: dict[str, Any] = {"after": branch.one("after") or "exit"}
    for end in ("from", "to"):
        if branch.one(f"{end}_count"):
            key = f"{end}_months" if branch.one(f"{end}_unit") == "months" else end
            json[key] = _number(branch.one(f"{end}_count"))
    return json
