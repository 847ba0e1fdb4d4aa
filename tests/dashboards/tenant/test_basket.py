"""The basket of a project: the sentence and the chart tell one share."""

from decimal import Decimal

import pytest
from django.utils import translation

from dashboards.tenant import parts_support
from dashboards.tenant.delivered import Area
from projects.agreements.models import Project
from projects.support.vocabulary import Area as AreaName
from tests import make


@pytest.mark.urls("config.urls_tenant")
def test_the_sentence_and_the_chart_round_a_share_alike():
    """4.9 of 20.4 hours are 24 %; of whole hours, as they are drawn, 5 of 20 are 25 %."""
    areas = {AreaName.SOCIAL: Area(planned=Decimal("20.4"), given=Decimal("4.9"))}
    project = Project(starts_on=make.TODAY, ends_on=make.TODAY)

    with translation.override("en"):
        said = parts_support.basket_sentence(areas)
        drawn = parts_support.basket_chart(areas, project, on=make.TODAY)

    assert "social, 25% given." in said
    assert "5 hours given, 20 planned (25%)" in drawn.summary
