"""Many records changed at once: counted first, done whole, taken back while nothing is lost by it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import tenancy
from core.ledger.models import AuditEvent
from projects.participants.models import Participation
from projects.workbench import forgetting, operations
from projects.workbench.models import Batch, BatchRow
from tests import make
from tests.make import workbench
from tests.projects.workbench.conftest import names

PREVIEW, CARRY_OUT = "/warsztat/zbiorczo/", "/warsztat/zbiorczo/wykonaj/"
ASKED = {"list": "participants", "action": "assign-case-worker"}


def case_workers(alfa) -> dict[str, str]:
    with tenancy.inside(alfa):
        rows = Participation.objects.select_related("person", "cared_for_by")
        return {row.person.family_name: str(row.cared_for_by or "") for row in rows}


def assign(browser, member, **chosen):
    """Through both pages, as a person would."""
    preview = browser.post(PREVIEW, {**ASKED, **chosen})
    signed = preview.context["signed"]
    answer = browser.post(CARRY_OUT, {**ASKED, "chosen": signed, "member": str(member.pk)})
    assert answer.status_code == 302
    return answer.url


def everything(browser, query=""):
    return browser.get(f"/uczestnicy/?{query}").context["listing"].everything


def test_ticked_rows_are_counted_changed_and_given_back(browser, club, ewa, alfa):
    zak, cwik, _cyman = club

    address = assign(browser, ewa, row=[str(zak.pk), str(cwik.pk)], query="kolejnosc=started")
    done = browser.get(address)

    assert case_workers(alfa) == {"Żak": "Ewa Konkel", "Ćwik": "Ewa Konkel", "Cyman": ""}
    assert "Ewa Konkel" in done.context["listing"].done
    assert "kolejnosc=started" in address
    with tenancy.inside(alfa):
        batch = Batch.objects.get()
    back = {"list": "participants", "query": "kolejnosc=started"}
    answer = browser.post(f"/warsztat/zmiany/{batch.pk}/cofnij/", back)
    assert answer.url == "/uczestnicy/?kolejnosc=started"
    assert set(case_workers(alfa).values()) == {""}
    assert not browser.get(address).context["listing"].done


def test_all_that_match_are_changed_beyond_the_page_and_nobody_else(browser, club, ewa, alfa):
    token = everything(browser, "plec=F")

    assign(browser, ewa, everything=token)

    assert case_workers(alfa) == {"Żak": "", "Ćwik": "Ewa Konkel", "Cyman": "Ewa Konkel"}


def test_nobody_who_came_after_the_preview_is_changed(browser, club, ewa, alfa, anna):
    preview = browser.post(PREVIEW, {**ASKED, "everything": everything(browser)})
    with tenancy.inside(alfa):
        make.accepted(by=anna, of=club[0].project, pesel=None, family_name="Lis", sex="M")

    told = {**ASKED, "chosen": preview.context["signed"], "member": str(ewa.pk)}
    browser.post(CARRY_OUT, told)

    assert preview.context["chosen"].count == 3
    assert case_workers(alfa)["Lis"] == ""


@pytest.mark.parametrize("token", ["", "nonsense", "W10:1xxxxx:yyyy"])
def test_a_choice_of_rows_made_by_hand_is_refused(browser, club, ewa, alfa, token):
    answer = browser.post(CARRY_OUT, {**ASKED, "chosen": token, "member": str(ewa.pk)})

    assert answer.status_code == 409
    assert set(case_workers(alfa).values()) == {""}


def test_without_a_tick_the_list_says_what_to_do(browser, club):
    answer = browser.post(PREVIEW, {**ASKED, "query": "plec=F"}, follow=True)

    assert answer.redirect_chain == [("/uczestnicy/?plec=F", 302)]
    assert [message.level_tag for message in answer.context["messages"]] == ["warning"]


def test_a_member_must_be_chosen(browser, club):
    preview = browser.post(PREVIEW, {**ASKED, "row": [str(club[0].pk)]})

    answer = browser.post(CARRY_OUT, {**ASKED, "chosen": preview.context["signed"]})

    assert set(answer.context["form"].errors) == {"member"}


def test_somebody_without_a_role_in_the_project_is_put_in_charge_of_nobody(
    browser, club, alfa, anna
):
    with tenancy.inside(alfa):
        other = make.project(by=anna, title="Inny")
    account = make.account("jan@example.org", "Jan Hinc")
    make.tenants.grant(
        account=account, tenant=alfa, role="case_worker", project_id=other.pk, by=make.BY
    )
    with tenancy.inside(alfa):
        jan = make.Member.objects.get(account_id=account.pk)
    preview = browser.post(PREVIEW, {**ASKED, "row": [str(club[0].pk)]})

    told = {**ASKED, "chosen": preview.context["signed"], "member": str(jan.pk)}
    answer = browser.post(CARRY_OUT, told)

    assert set(answer.context["form"].errors) == {"member"}
    assert set(case_workers(alfa).values()) == {""}


def test_records_that_one_only_sees_are_counted_apart_and_stay(club, client_of, alfa, anna, ewa):
    with tenancy.inside(alfa):
        other = make.project(by=anna, title="Inny")
        mine = make.participation(by=anna, of=other, pesel=None, family_name="Lis")
    account = make.account("jan@example.org", "Jan Hinc", alfa, "auditor")
    make.tenants.grant(
        account=account, tenant=alfa, role="case_worker", project_id=other.pk, by=make.BY
    )

    rows = [str(club[0].pk), str(mine.pk)]
    preview = client_of(account, alfa).post(PREVIEW, {**ASKED, "row": rows})

    assert preview.context["chosen"].ids == [mine.pk]
    assert preview.context["chosen"].refused_count == 1


def test_whoever_only_reads_is_offered_nothing_and_changes_nothing(club, client_of, alfa, ewa):
    auditor = client_of(make.account("iga@example.org", "Iga Szulc", alfa, "auditor"), alfa)

    page = auditor.get("/uczestnicy/")

    assert not page.context["listing"].actions
    assert 'name="row"' not in page.content.decode()
    assert auditor.post(PREVIEW, {**ASKED, "row": [str(club[0].pk)]}).status_code == 404


def test_a_change_is_not_undone_where_somebody_changed_a_record_since(
    browser, club, alfa, anna, ewa
):
    with tenancy.inside(alfa):
        batch = workbench.batch(club, by=anna)
        workbench.batch(club[:1], by=anna, member=ewa)

    refused = browser.post(f"/warsztat/zmiany/{batch.pk}/cofnij/", follow=True)

    assert [message.level_tag for message in refused.context["messages"]] == ["error"]
    assert [cell.value for cell in refused.context["touched"]] == ["Żak Adam"]
    assert case_workers(alfa) == {"Żak": "Ewa Konkel", "Ćwik": "Anna Lis", "Cyman": "Anna Lis"}


def test_the_others_can_still_be_undone(browser, club, alfa, anna, ewa):
    with tenancy.inside(alfa):
        batch = workbench.batch(club, by=anna)
        workbench.batch(club[:1], by=anna, member=ewa)

    browser.post(f"/warsztat/zmiany/{batch.pk}/cofnij/", {"only_untouched": "yes"})

    assert case_workers(alfa) == {"Żak": "Ewa Konkel", "Ćwik": "", "Cyman": ""}


def test_another_field_changed_since_stands_in_nobodys_way(club, alfa, anna):
    with tenancy.inside(alfa):
        batch = workbench.batch(club, by=anna)
        Participation.objects.filter(pk=club[0].pk).update(advised_by=anna, version=9)

        operations.undo(batch=batch, at=timezone.now(), by=anna)

        held = Participation.objects.get(pk=club[0].pk)
    assert (held.cared_for_by_id, held.advised_by_id, held.version) == (None, anna.pk, 10)


def test_each_record_gets_back_what_it_held(club, alfa, anna, ewa):
    with tenancy.inside(alfa):
        workbench.batch(club[:1], by=anna, member=ewa)
        batch = workbench.batch(club, by=anna)

        operations.undo(batch=batch, at=timezone.now(), by=anna)

    assert case_workers(alfa) == {"Żak": "Ewa Konkel", "Ćwik": "", "Cyman": ""}


def test_a_change_is_undone_once(club, alfa, anna):
    with tenancy.inside(alfa):
        batch = workbench.batch(club, by=anna)
        operations.undo(batch=batch, at=timezone.now(), by=anna)

        with pytest.raises(operations.UndoneAlready):
            operations.undo(batch=batch, at=timezone.now(), by=anna)


def test_after_two_weeks_what_the_records_held_is_forgotten_and_undoing_refused(club, alfa, anna):
    later = timezone.now() + timedelta(days=14, minutes=1)
    with tenancy.inside(alfa):
        batch = workbench.batch(club, by=anna)
        kept = BatchRow.objects.filter(before__isnull=False)
        assert kept.count() == 3

        forgetting.forget(at=later)

        assert not kept.exists()
        assert BatchRow.objects.count() == 3
        with pytest.raises(operations.TimeIsOver):
            operations.undo(batch=batch, at=later, by=anna)


def test_what_the_records_held_is_sealed(club, alfa, anna, ewa):
    with tenancy.inside(alfa):
        workbench.batch(club, by=anna, member=ewa)
        stored = bytes(BatchRow.objects.values_list("after", flat=True)[0])

    assert ewa.pk.hex.encode() not in stored
    assert str(ewa.pk).encode() not in stored


def test_a_change_in_bulk_stands_in_the_history_of_each_of_its_records(browser, club, ewa, alfa):
    assign(browser, ewa, row=[str(club[0].pk)])

    changed = browser.get(f"/uczestnicy/{club[0].pk}/").content.decode()
    untouched = browser.get(f"/uczestnicy/{club[1].pk}/").content.decode()

    assert "Ewa Konkel" in changed
    assert "Ewa Konkel" not in untouched
    with tenancy.inside(alfa):
        assert AuditEvent.objects.filter(verb="put case workers in charge").count() == 1


def test_my_people_are_those_i_am_in_charge_of(browser, club, alfa, anna):
    with tenancy.inside(alfa):
        workbench.batch(club[:1], by=anna)

    assert names(browser.get("/uczestnicy/?opieka=moje")) == ["Żak Adam"]
    assert names(browser.get("/uczestnicy/?opieka=niczyje")) == ["Cyman Ewa", "Ćwik Żaneta"]
    assert names(browser.get(f"/uczestnicy/?opieka={anna.pk}")) == ["Żak Adam"]


def test_a_case_worker_of_one_project_sees_no_change_of_another(club, client_of, alfa, anna):
    with tenancy.inside(alfa):
        batch = workbench.batch(club, by=anna)
        other = make.project(by=anna, title="Inny")
    jan = make.account("jan@example.org", "Jan Hinc")
    make.tenants.grant(
        account=jan, tenant=alfa, role="case_worker", project_id=other.pk, by=make.BY
    )
    browser = client_of(jan, alfa)

    assert browser.get(f"/warsztat/zmiany/{batch.pk}/").status_code == 404
    assert browser.post(f"/warsztat/zmiany/{batch.pk}/cofnij/").status_code == 404
    assert not browser.get("/warsztat/zmiany/").context["table"].rows
