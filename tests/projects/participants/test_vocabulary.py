"""The closed vocabularies."""

import pytest

from projects.participants import rules, vocabulary


@pytest.mark.parametrize(
    ("isced", "band"),
    [(0, "LOW"), (2, "LOW"), (3, "MIDDLE"), (4, "MIDDLE"), (5, "HIGH"), (8, "HIGH")],
)
def test_an_education_falls_into_one_band(isced, band):
    assert vocabulary.education_band(isced) == band


def test_the_rules_and_the_forms_know_the_same_labour_statuses():
    assert set(rules.LABOUR_STATUSES) == set(vocabulary.LabourStatus.values)
