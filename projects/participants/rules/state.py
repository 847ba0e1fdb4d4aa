"""The state at the start: labour market, citizenship, and values of the official dictionaries."""

from collections.abc import Iterator

from projects.participants.rule_sets import RuleSet
from projects.participants.rules.alike import reading
from projects.participants.rules.facts import Problem, Start

# The answers of which a dictionary of any period speaks, but for the occupation: in some it is a free text.
CODES = (
    "participant_kind",
    "citizenship",
    "foreign_background",
    "third_country",
    "minority",
    "homeless",
    "disability",
    "disadvantage",
)


@reading(
    "labour_status",
    "labour_register",
    "labour_detail",
    "long_term_unemployed",
    "months_out_of_work",
    "age",
)
def labour(start: Start, *, rule_set: RuleSet) -> Iterator[Problem]:
    """V05 to V07."""
    yield from _detail(start, rule_set=rule_set)
    yield from _long_term(start, rule_set=rule_set)
    if start.labour_status not in {"EMPLOYED", "UNEMPLOYED"} or start.age is None:
        return
    facts: dict[str, object] = {"age": start.age, "working_age": rule_set.working_age}
    if 0 <= start.age < rule_set.working_age:
        facts["reason"] = "too_young"
        yield Problem(check="V07", field="labour_status", severity="E", facts=facts)
    elif start.labour_status == "EMPLOYED" and start.age == rule_set.working_age:
        facts["reason"] = "just_old_enough"
        yield Problem(check="V07", field="labour_status", severity="W", facts=facts)


def _detail(start: Start, *, rule_set: RuleSet) -> Iterator[Problem]:
    """V05: the detail belongs to the status, and says of long-term unemployment the same."""
    if not start.labour_detail:
        return
    scope = rule_set.scope
    if start.labour_detail not in scope.details_of(start.labour_status):
        reason = "list"
    elif (start.labour_detail == "LONG_TERM") != start.long_term_unemployed:
        reason = "long_term"
    else:
        return
    facts: dict[str, object] = {
        "detail": scope.fields["labour_detail"].wording_of(start.labour_detail),
        "status": scope.fields["labour_status"].wording_of(
            scope.status_code(start.labour_status, start.labour_register)
        ),
        "reason": reason,
    }
    yield Problem(check="V05", field="labour_detail", severity="E", facts=facts)


def _long_term(start: Start, *, rule_set: RuleSet) -> Iterator[Problem]:
    """V06: stated as long-term, without the status or the months that make it so."""
    if not start.long_term_unemployed:
        return
    name = "long_term_unemployed"
    if start.labour_status != "UNEMPLOYED":
        yield Problem(check="V06", field=name, severity="E", facts={"reason": "status"})
        return
    if start.age is None or start.age < 0:
        return
    needed = rule_set.long_term_after_months(age=start.age)
    if start.months_out_of_work is None or start.months_out_of_work <= needed:
        facts = {
            "reason": "months" if start.months_out_of_work is not None else "months_unknown",
            "months": start.months_out_of_work,
            "needed": needed,
            "age": start.age,
        }
        yield Problem(check="V06", field=name, severity="E", facts=facts)


@reading(*CODES)
def codes(start: Start, *, rule_set: RuleSet) -> Iterator[Problem]:
    """V16, V17 and V26."""
    yield from citizenship(start)
    for name in CODES:
        yield from _dictionary(start, name, rule_set=rule_set)


def occupation(start: Start, *, rule_set: RuleSet) -> Iterator[Problem]:
    """V26 too."""
    yield from _dictionary(start, "occupation", rule_set=rule_set)


def citizenship(start: Start) -> Iterator[Problem]:
    """V16 and V17: citizenship and the answer on third countries say the same."""
    if not start.citizenship or not start.third_country:
        return
    is_third = start.third_country == "YES"
    if start.citizenship == "PL" and is_third:
        yield Problem(check="V17", field="third_country", severity="E")
    elif is_third != (start.citizenship == "OUTSIDE_EU"):
        reason = "yes" if is_third else "no"
        yield Problem(check="V16", field="third_country", severity="E", facts={"reason": reason})
    elif is_third and start.foreign_background == "NO":
        facts = {"reason": "foreign"}
        yield Problem(check="V16", field="foreign_background", severity="W", facts=facts)


def _dictionary(start: Start, name: str, *, rule_set: RuleSet) -> Iterator[Problem]:
    """V26: a code that is given is one of the period's dictionary, where it has one."""
    field, code = rule_set.scope.coded.get(name), getattr(start, name)
    if field and code and str(code) not in field.codes:
        facts = {"reason": "code", "label": field.label, "value": str(code)}
        yield Problem(check="V26", field=name, severity="E", facts=facts)


def missing_fields(start: Start, *, rule_set: RuleSet) -> Iterator[Problem]:
    """L05: what the national file requires beyond the minimum and nobody has entered yet."""
    scope, given = rule_set.scope, vars(start)
    for name, field in scope.fields.items():
        if field.section == "exit" or name in ("labour_status", "isced"):
            continue
        if field.is_required(given) and not given.get(name):
            yield Problem(check="L05", field=name, severity="E", facts={"label": field.label})
    status = scope.fields["labour_status"]
    code = scope.status_code(start.labour_status, start.labour_register)
    if start.labour_status and code not in status.codes:
        # The period tells the registered from the others.
        facts: dict[str, object] = {"reason": "register", "label": status.label}
        yield Problem(check="L05", field="labour_status", severity="E", facts=facts)
