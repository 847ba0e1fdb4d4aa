"""On the pages: an export of SM EFS is sent, hardly anything is asked, and its people are entered."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core import tenancy
from core.ledger.models import Member
from projects.agreements.models import Project
from projects.exchange import steps
from projects.exchange.models import Import
from projects.participants.models import Participation
from tests import make
from tests.make import sm_efs


@pytest.fixture
def project(alfa, coordinator) -> Project:
    with tenancy.inside(alfa):
        return sm_efs.fed_project(by=Member.objects.get(account_id=coordinator.pk))


@pytest.fixture
def working(alfa):
    """Does what the worker does, and tells how far the file is."""

    def work() -> Import:
        with tenancy.inside(alfa):
            steps.advance(Import.objects.get().pk, on=make.TODAY)
            return Import.objects.get()

    return work


def test_only_what_the_export_does_not_tell_is_asked(
    client_of, coordinator, alfa, project, working
):
    browser = client_of(coordinator, alfa)
    content = sm_efs.national_file([sm_efs.record()])
    file = SimpleUploadedFile("Uczestnicy_projektu_Efs_1.csv", content)
    sent = {"kind": "participants", "file": file}
    address = browser.post(f"/import/nowy/{project.pk}/", sent)["Location"]
    assert working().step == "naming"

    assert "SM EFS" in browser.get(address).content.decode()
    page = browser.get(f"{address}kolumny/")
    assert b"<details><summary>" in page.content
    form = page.context["form"]
    asked = {field.name for field in form.same_for_all}
    assert asked == {"all_notice_given_on", "all_at_risk"}
    assert "01.09.2026" in form.fields["all_notice_given_on"].help_text
    told = {name: form[name].value() or "" for name in form.fields}
    told |= {"all_notice_given_on": "01.03.2026", "all_at_risk": "tak"}
    assert browser.post(f"{address}kolumny/", told).status_code == 302
    assert working().step == "ready"
    seen = browser.get(f"{address}wprowadz/").context["told"].seen
    browser.post(f"{address}wprowadz/", {"differing": "ours", "seen": seen})

    assert working().step == "applied"
    with tenancy.inside(alfa):
        person = Participation.objects.select_related("person").get()
        assert (str(person.person), person.gmina_at_start) == ("Ćwik Żaneta", "2205023")
        assert person.at_risk
