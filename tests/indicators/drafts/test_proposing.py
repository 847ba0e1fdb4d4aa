"""An indicator of the metropolis's own: proposed, counted, published; what the files can never touch."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, transaction
from django.utils import timezone

from core import tenancy
from core.errors import NotAllowed, StaleEdit
from core.permissions import System
from core.platform_ledger.models import Job
from indicators.cells import queries as cells
from indicators.definitions import files
from indicators.definitions import operations as definitions
from indicators.definitions.models import Definition, Version
from indicators.drafts import proposals as known
from indicators.drafts import proposing, refusals, tasks
from indicators.drafts.models import Proposal
from indicators.facts import recounting
from indicators.programme_periods.models import PeriodStanding
from tests import make
from tests.indicators.drafts.test_impact import LAST_OF_ALFA, tenants
from tests.indicators.drafts.test_views import HTMX, controls, ola
from tests.indicators.facts import world
from tests.make import proposals

__all__ = ["ola", "tenants"]
EVERYBODY = {"field": "started_on", "known": True}
# Men who were not told apart by their education.
MEN = {"field": "sex", "is": "M"}


def test_a_proposal_is_no_definition(db):
    proposal = proposals.proposed(by=make.BY)

    assert (proposal.code, proposal.number) == ("OWN_WOMEN", files.FIRST_OWN)
    assert not Definition.objects.filter(pk=proposal.code).exists()


def test_two_are_told_apart_by_code_and_number(db):
    first = proposals.proposed(by=make.BY)
    second = proposals.proposed(by=make.BY, code="own_men")

    assert (second.code, second.number) == ("OWN_MEN", first.number + 1)
    with pytest.raises(refusals.CodeTaken):
        proposals.proposed(by=make.BY)


@pytest.mark.parametrize("code", ["", "ŻÓŁĆ", "A B", "OWN_"])
def test_a_code_is_capital_letters_digits_and_underscores(db, code):
    with pytest.raises(refusals.NoCode):
        proposals.proposed(by=make.BY, code=code)


def test_a_published_proposal_judges_everybody_as_a_shipped_definition_does(tenants):
    version = proposals.published(by=make.BY)

    assert (version.definition_id, version.number, version.status) == ("OWN_WOMEN", 1, "published")
    assert not Proposal.objects.exists()
    job = Job.objects.get(kind=recounting.KIND)
    assert job.arguments == {"code": "OWN_WOMEN", "since": proposals.SINCE.isoformat()}
    call_command("recount", "OWN_WOMEN")
    with tenancy.inside(tenants[0]):
        assert cells.whole_tenant()["OWN_WOMEN"].people == 14
    assert world.wrong(tenants) == {}


def test_loading_the_files_leaves_it_as_it_is(tenants):
    proposals.published(by=make.BY)

    with tenancy.acting_as(tenancy.Role.OWNER):
        definitions.load_standard(by=System("prepare_database"))

    kept = Definition.objects.get(pk="OWN_WOMEN")
    assert (kept.short_name_en, kept.number) == ("Women supported", files.FIRST_OWN)
    assert [one.rule for one in Version.objects.filter(definition=kept)] == [proposals.WOMEN]


def test_the_database_takes_no_other_definition_from_the_web(db):
    shape = known.as_definition(proposals.proposed(by=make.BY))

    for facts in ({"code": "PEOPLE_WITH_HOPE"}, {"number": 900}):
        for name, value in facts.items():
            setattr(shape, name, value)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            shape.save(force_insert=True)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Definition.objects.filter(pk="PEOPLE_AT_RISK").update(number=7)


def test_what_nobody_saw_counted_is_not_published(tenants):
    proposal = proposals.saved(proposals.proposed(by=make.BY), by=make.BY)

    def publish(**facts: Any) -> Any:
        usual = {"proposal": proposal, "at": timezone.now(), "by": make.BY}
        return proposing.publish_proposal(**{**usual, **facts})

    with pytest.raises(refusals.NotPreviewed):
        publish()
    proposals.counted(proposal, by=make.BY, rule=MEN)
    with pytest.raises(refusals.NotPreviewed):
        publish()
    proposals.counted(proposal, by=make.BY)
    with pytest.raises(refusals.NotPreviewed):
        publish(at=timezone.now() + timedelta(hours=25))


@pytest.mark.parametrize("rule", [LAST_OF_ALFA, {"not": LAST_OF_ALFA}])
def test_a_number_that_would_tell_of_single_people_is_not_told_nor_published(tenants, rule):
    """One person alone; and everybody but one, beside an indicator that counts everybody."""
    proposal = proposals.saved(proposals.proposed(by=make.BY), rule, by=make.BY)

    found = proposals.counted(proposal, by=make.BY)

    assert (found.result["then"], found.result["change"]) == (None, None)
    with pytest.raises(refusals.TooNear):
        proposing.publish_proposal(proposal=proposal, at=timezone.now(), by=make.BY)


def test_what_would_change_a_closed_period_is_refused(tenants):
    proposal = proposals.saved(proposals.proposed(by=make.BY), by=make.BY)
    proposals.counted(proposal, by=make.BY)
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        PeriodStanding.objects.create(
            tenant_id=1,
            project_id="00000000-0000-7000-8000-000000000001",
            closed_count=1,
            open_count=0,
            refused_count=0,
            closed_until=proposals.SINCE,
        )

    with pytest.raises(refusals.WouldChangeClosed):
        proposing.publish_proposal(proposal=proposal, at=timezone.now(), by=make.BY)


def test_whoever_saves_second_is_told(db):
    proposal = proposals.proposed(by=make.BY)
    seen = known.state_of(proposal)
    proposals.saved(proposal, by=make.BY)

    with pytest.raises(StaleEdit):
        proposals.saved(proposal, by=make.BY, seen=seen)


def test_what_is_sensitive_is_guarded_and_a_window_is_read_from_the_rule(db):
    window = {"outcome": "EMPLOYMENT", "window": {"from": 0, "to": 28}}
    rule = {"all": [{"field": "homeless", "is": "YES"}, window]}
    proposal = proposals.proposed(by=make.BY, counts_on="employment_on")

    shape = known.as_definition(proposals.saved(proposal, rule, by=make.BY))

    assert (shape.is_special, shape.window_days, shape.kind) == (True, 28, "result")


@pytest.mark.parametrize("role", ["metropolitan_viewer", "operator"])
def test_only_whoever_edits_definitions_proposes(db, role):
    class Other:
        display_name = "Jan"
        grants = [{"role": role, "project": None}]

    with pytest.raises(NotAllowed):
        proposals.proposed(by=Other())


def test_from_a_code_to_a_definition_over_http(ola, tenants):
    typed = {**vars(proposals.said()), "effective_from": "01.01.2020"}
    page = ola.post("/nowe-wskazniki/", typed).url
    sent = controls(ola.get(page).content.decode())
    sent |= {"b-was": ["sex"], "b-subject": ["sex"], "b-question": ["is"], "b-value": ["F"]}

    part = ola.post(page, sent, **HTMX).content.decode()
    assert f'hx-get="{page}liczba/"' in part
    assert Proposal.objects.get().rule == EVERYBODY, "nothing is saved yet"

    assert ola.post(page, sent).url == page
    tasks.make_left_previews.run()
    assert "osoby: 14" in ola.get(f"{page}liczba/").content.decode()
    assert "Kobiety objęte wsparciem" in ola.get("/wskazniki/").content.decode()
    assert (
        ola.post(f"{page}opublikuj/", {"understood": "yes"}).url == "/wskazniki/OWN_WOMEN/wersje/"
    )
    assert Version.objects.get(definition="OWN_WOMEN").rule == proposals.WOMEN
    assert ola.get(page).status_code == 404


def test_a_proposal_is_discarded_over_http(ola):
    page = ola.post("/nowe-wskazniki/", {**vars(proposals.said()), "effective_from": "01.01.2020"})

    assert ola.post(f"{page.url}odrzuc/").url == "/wskazniki/"
    assert not Proposal.objects.exists()


def test_a_proposal_is_told_that_whoever_counts_earlier_is_not_counted(ola):
    page = ola.post("/nowe-wskazniki/", {**vars(proposals.said()), "effective_from": "01.01.2020"})

    html = ola.get(page.url).content.decode()

    assert "rozstrzyga poprzednia wersja" not in html
    assert "Kto liczyłby się we wcześniejszym dniu, nie jest liczony." in html
