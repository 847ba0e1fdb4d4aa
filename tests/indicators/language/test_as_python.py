"""One person is in or out, and the branch that decided is named."""

import pytest

from indicators.language import as_python, nodes, tree
from tests.indicators.language.agreement import wrong_in_python
from tests.indicators.language.population import anna, day_after_leaving
from tests.indicators.language.rules import EMPLOYED_IN_28_DAYS, days

AT_RISK = {"field": "at_risk", "is": True}
OUT_OF_WORK = {"field": "labour_status", "in": ["UNEMPLOYED", "INACTIVE"]}
WOMAN = {"field": "sex", "is": "F"}
ADULT = {"field": "age", "at_least": 18}


def test_a_rule_takes_whom_it_should_and_nobody_else():
    assert wrong_in_python() == []


@pytest.mark.parametrize(
    ("rule", "changes", "holds", "decided_by"),
    [
        (WOMAN, {}, True, ""),
        ({"all": [WOMAN, ADULT]}, {}, True, ""),
        ({"all": [WOMAN, ADULT]}, {"age": 17}, False, "all[1]"),
        ({"all": [WOMAN, ADULT]}, {"age": 17, "sex": "M"}, False, "all[0]"),
        ({"any": [WOMAN, ADULT]}, {"sex": "M"}, True, "any[1]"),
        ({"any": [WOMAN, ADULT]}, {"sex": "M", "age": 17}, False, ""),
        ({"all": [WOMAN]}, {}, True, "all[0]"),
        ({"any": [WOMAN]}, {"sex": "M"}, False, "any[0]"),
        ({"not": WOMAN}, {}, False, "not"),
        ({"all": [ADULT, {"not": {"any": [WOMAN, AT_RISK]}}]}, {}, False, "all[1].not.any[0]"),
        ({"not": {"all": [WOMAN, ADULT]}}, {"age": 17}, True, "not.all[1]"),
    ],
)
def test_the_smallest_branch_that_settles_it_alone_decides(rule, changes, holds, decided_by):
    verdict = as_python.verdict(tree.parse(rule), anna(**changes))

    assert (verdict.holds, verdict.decided_by) == (holds, decided_by)


def test_a_verdict_carries_the_branch_its_path_leads_to():
    rule = tree.parse({"all": [AT_RISK, OUT_OF_WORK, EMPLOYED_IN_28_DAYS]})
    too_late = anna(employment_on=day_after_leaving(29))

    verdict = as_python.verdict(rule, too_late)

    assert not verdict.holds
    assert verdict.branch == nodes.Observed("EMPLOYMENT", days(0, 28))
    assert dict(nodes.walk(rule))[verdict.decided_by] == verdict.branch


def test_a_row_without_a_column_is_a_mistake_and_not_an_unknown_value():
    row = anna()
    del row["isced"]

    with pytest.raises(KeyError, match="isced"):
        as_python.verdict(tree.parse({"field": "isced", "known": True}), row)
