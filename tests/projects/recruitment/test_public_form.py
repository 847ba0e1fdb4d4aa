"""The public form: the notice first, drafts that survive, nobody else's data, and no spam."""

from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from core import tenancy
from core.days import today
from core.ledger.models import AuditEvent, Member
from core.permissions import System
from projects.recruitment import operations, tokens
from projects.recruitment.models import Candidate, Draft, Notice, Recruitment, VisitCount
from projects.recruitment.operations.drafting import code_index
from projects.recruitment.rules import visits
from projects.recruitment.views.public import COOKIE
from tests import make
from tests.conftest import nobody_at
from tests.make import recruitment as made

STEPS = {
    "dane": {
        "family_name": "Łątka",
        "given_name": "Zofia",
        "pesel": make.PESEL_OF_A_WOMAN,
        "citizenship": "PL",
    },
    "kontakt": {
        "phone": "600700800",
        "gmina": "2205023",
        "place": "Kartuzy",
        "street": "Dworcowa 3",
        "postal_code": "83-300",
    },
    "sytuacja": {
        "labour_status": "INACTIVE",
        "labour_detail": "OTHER_INACTIVE",
        "isced": "2",
        "foreign_background": "NO",
        "third_country": "NO",
        "minority": "NO",
        "homeless": "NO",
        "disability": "NO",
        "at_risk": "on",
    },
    "pytania": {"k_mieszka-samotnie": "yes"},
}
STATEMENTS = {"is_true": "on", "will_sign": "on"}


@pytest.fixture
def address(on_the_web):
    return f"/rekrutacja/zgloszenie/{on_the_web.pk}/"


@pytest.fixture
def visitor(alfa):
    """Somebody without an account, at home."""
    return from_address(alfa, "192.0.2.10")


def from_address(tenant, ip: str) -> Client:
    return nobody_at(tenant.host, REMOTE_ADDR=ip)


def token(recruitment: Recruitment, seconds: int = 30) -> str:
    """As the first page showed it so many seconds ago."""
    return tokens.made(recruitment.pk, at=timezone.now() - timedelta(seconds=seconds))


def begin(visitor: Client, recruitment: Recruitment, **fields):
    fields.setdefault("token", token(recruitment))
    return visitor.post(f"/rekrutacja/zgloszenie/{recruitment.pk}/", fields)


def fill_in(visitor: Client, address: str, steps: dict = STEPS) -> None:
    for step, fields in steps.items():
        visitor.post(f"{address}krok/{step}/", fields)


def send(visitor: Client, address: str, **fields):
    return visitor.post(f"{address}krok/wyslij/", {**STATEMENTS, **fields})


def waited(alfa, seconds: int = 60) -> None:
    """Let every draft be older: a person needs a while to fill the form in."""
    with tenancy.inside(alfa):
        Draft.objects.update(begun_at=timezone.now() - timedelta(seconds=seconds))


def applied(visitor: Client, recruitment: Recruitment, alfa, steps: dict = STEPS):
    address = f"/rekrutacja/zgloszenie/{recruitment.pk}/"
    begin(visitor, recruitment)
    fill_in(visitor, address, steps)
    waited(alfa)
    return send(visitor, address)


def candidates(alfa) -> list[Candidate]:
    with tenancy.inside(alfa):
        return list(Candidate.objects.order_by("number"))


def test_a_visitor_applies_step_by_step_and_gets_a_number(visitor, on_the_web, alfa, address):
    answer = applied(visitor, on_the_web, alfa)

    assert (answer.status_code, answer.url) == (302, f"{address}gotowe/")
    page = visitor.get(answer.url).content.decode()
    [candidate] = candidates(alfa)
    assert candidate.source == "web"
    assert candidate.number == 1
    assert "Łątka" in page
    assert "Dworcowa 3" in page


def test_the_information_is_given_before_anything_is_asked_and_its_version_kept(
    visitor, on_the_web, alfa, address
):
    first = visitor.get(address).content.decode()
    assert "Dane są bezpieczne." in first
    assert "family_name" not in first
    # Without it no step opens.
    assert visitor.get(f"{address}krok/dane/").url == address
    before = timezone.now()

    applied(visitor, on_the_web, alfa)

    [candidate] = candidates(alfa)
    with tenancy.inside(alfa):
        assert candidate.notice == Notice.objects.get(version_no=1)
    assert before <= candidate.notice_given_at <= candidate.applied_at


def test_whoever_began_under_an_earlier_version_keeps_that_one(
    visitor, on_the_web, alfa, address, coordinator
):
    begin(visitor, on_the_web)
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        operations.publish_notice(
            recruitment=on_the_web, text="Nowa treść", at=timezone.now(), by=anna
        )
    fill_in(visitor, address)
    waited(alfa)

    send(visitor, address)

    [candidate] = candidates(alfa)
    with tenancy.inside(alfa):
        assert candidate.notice.version_no == 1


def test_a_draft_survives_a_closed_tab(visitor, on_the_web, address):
    begin(visitor, on_the_web)
    visitor.post(f"{address}krok/dane/", {"family_name": "Łątka", "later": "1"})

    again = visitor.get(f"{address}krok/dane/").content.decode()

    assert 'value="Łątka"' in again


def test_what_is_wrong_is_kept_as_well_and_said_at_its_field(visitor, on_the_web, address):
    begin(visitor, on_the_web)

    answer = visitor.post(f"{address}krok/kontakt/", {**STEPS["kontakt"], "gmina": ""})

    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"gmina"}
    assert "Dworcowa 3" in visitor.get(f"{address}krok/kontakt/").content.decode()


def test_the_code_opens_the_draft_on_another_device_however_it_is_copied(
    visitor, on_the_web, address, alfa
):
    begin(visitor, on_the_web)
    visitor.post(f"{address}krok/dane/", STEPS["dane"])
    code = visitor.cookies[COOKIE].value
    telephone = from_address(alfa, "192.0.2.99")

    answer = telephone.post(f"{address}wroc/", {"code": f" {code.lower().replace('-', ' ')}"})

    assert answer.status_code == 302
    assert "Łątka" in telephone.get(answer.url).content.decode()


def test_a_wrong_code_opens_nothing_and_says_nothing_of_others(visitor, on_the_web, address, alfa):
    begin(visitor, on_the_web)
    visitor.post(f"{address}krok/dane/", STEPS["dane"])
    stranger = from_address(alfa, "192.0.2.99")

    answer = stranger.post(f"{address}wroc/", {"code": "ABCD-EFGH-JKLM-NPQR"})

    assert answer.status_code == 200
    assert COOKIE not in stranger.cookies
    assert "Łątka" not in answer.content.decode()


def test_only_a_hash_of_the_code_is_kept_and_what_was_typed_is_sealed(
    visitor, on_the_web, address, alfa
):
    begin(visitor, on_the_web)
    visitor.post(f"{address}krok/dane/", STEPS["dane"])
    code = visitor.cookies[COOKIE].value

    with tenancy.inside(alfa), connection.cursor() as cursor:
        cursor.execute("select code_index, typed, row_to_json(d)::text from application_draft d")
        [(index, typed, row)] = cursor.fetchall()
        expected = code_index(code)

    assert bytes(index) == expected
    assert code.replace("-", "") not in row
    assert make.PESEL_OF_A_WOMAN.encode() not in bytes(typed)


def test_the_cookie_is_for_this_form_alone_and_no_script_reads_it(visitor, on_the_web, address):
    begin(visitor, on_the_web)

    cookie = visitor.cookies[COOKIE]

    assert cookie["path"] == address
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == visits.DRAFT_DAYS * 86_400


def test_a_draft_is_deleted_by_whoever_wrote_it(visitor, on_the_web, address, alfa):
    begin(visitor, on_the_web)

    visitor.post(f"{address}usun/")

    with tenancy.inside(alfa):
        assert not Draft.objects.exists()
    assert visitor.get(f"{address}krok/dane/").url == address


def test_drafts_expire_with_the_traces_of_those_who_wrote_them(visitor, on_the_web, alfa):
    begin(visitor, on_the_web)
    last_day = today() + timedelta(days=visits.DRAFT_DAYS)

    with tenancy.inside(alfa):
        kept = operations.forget_visits(on=last_day, by=System("clock"))
        gone = operations.forget_visits(on=last_day + timedelta(days=1), by=System("clock"))

        assert (kept, gone) == (0, 1)
        assert not VisitCount.objects.exists()


def test_an_expired_draft_does_not_open_even_before_it_is_deleted(
    visitor, on_the_web, address, alfa
):
    begin(visitor, on_the_web)
    with tenancy.inside(alfa):
        Draft.objects.update(expires_on=today() - timedelta(days=1))

    assert visitor.get(f"{address}krok/dane/").url == address


def test_nothing_is_sent_while_something_is_missing_and_the_page_leads_there(
    visitor, on_the_web, address, alfa
):
    begin(visitor, on_the_web)
    fill_in(visitor, address, {"dane": STEPS["dane"], "sytuacja": STEPS["sytuacja"]})
    waited(alfa)

    answer = send(visitor, address)

    assert answer.status_code == 200
    troubled = [trouble.step.slug for trouble in answer.context["troubles"]]
    assert troubled == ["kontakt", "pytania"]
    assert candidates(alfa) == []


@pytest.mark.parametrize("missing", STATEMENTS)
def test_nothing_is_sent_without_the_statements(visitor, on_the_web, address, alfa, missing):
    begin(visitor, on_the_web)
    fill_in(visitor, address)
    waited(alfa)

    answer = send(visitor, address, **{missing: ""})

    assert answer.status_code == 200
    assert candidates(alfa) == []


def test_a_mistyped_pesel_is_said_in_a_sentence_at_its_own_field(
    visitor, on_the_web, alfa, address
):
    wrong = {**STEPS, "dane": {**STEPS["dane"], "pesel": "85822812348"}}

    answer = applied(visitor, on_the_web, alfa, wrong)

    assert answer.status_code == 200
    [trouble] = answer.context["troubles"]
    assert trouble.step.slug == "dane"
    assert candidates(alfa) == []


@pytest.mark.parametrize(
    ("step", "wrong", "field"),
    [
        ("dane", {"pesel": "85822812348"}, "pesel"),
        ("kontakt", {"postal_code": "83300"}, "postal_code"),
        ("kontakt", {"phone": "abc"}, "phone"),
    ],
)
def test_what_one_step_tells_to_be_wrong_is_said_at_once(
    visitor, on_the_web, address, step, wrong, field
):
    begin(visitor, on_the_web)

    right = visitor.post(f"{address}krok/{step}/", STEPS[step])
    answer = visitor.post(f"{address}krok/{step}/", {**STEPS[step], **wrong})

    assert right.status_code == 302
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {field}


def test_whoever_has_no_pesel_gives_the_birthday_and_the_sex(visitor, on_the_web, address, alfa):
    facts = {
        "family_name": "Bondar",
        "given_name": "Olena",
        "no_pesel": "on",
        "citizenship": "OUTSIDE_EU",
    }
    begin(visitor, on_the_web)

    refused = visitor.post(f"{address}krok/dane/", facts)
    taken = visitor.post(f"{address}krok/dane/", {**facts, "born_on": "5.5.1990", "sex": "F"})

    assert refused.context["form"].errors.keys() == {"born_on", "sex"}
    assert taken.status_code == 302


def test_somebody_known_already_gets_the_same_answer_as_anybody(
    on_the_web, alfa, address, coordinator
):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        make.participation(by=anna, of=on_the_web.project)
    known, anybody = (from_address(alfa, f"192.0.2.{end}") for end in (20, 30))
    other = {**STEPS, "dane": {**STEPS["dane"], "pesel": made.person_entry(9).pesel}}

    answers = [applied(known, on_the_web, alfa), applied(anybody, on_the_web, alfa, other)]

    assert [each.status_code for each in answers] == [302, 302]
    first, second = (browser.get(f"{address}gotowe/") for browser in (known, anybody))
    assert first.status_code == second.status_code == 200
    assert len(candidates(alfa)) == 2


def test_a_second_application_of_one_person_is_taken_in_and_only_the_team_sees_it(
    on_the_web, alfa, browser
):
    for end in (20, 30):
        answer = applied(from_address(alfa, f"192.0.2.{end}"), on_the_web, alfa)
        assert answer.status_code == 302

    first, second = candidates(alfa)
    page = browser.get(f"/rekrutacja/kandydat/{second.pk}/")
    twins = [check for check in page.context["checks"] if check.tone == "amber"]
    assert any(str(first.number) in check.text for check in twins)


def test_a_confirmation_is_shown_to_nobody_else(visitor, on_the_web, alfa, address):
    applied(visitor, on_the_web, alfa)
    stranger = from_address(alfa, "192.0.2.99")

    answer = stranger.get(f"{address}gotowe/")

    assert answer.status_code == 302
    assert "Łątka" not in answer.content.decode()


def test_a_sent_application_opens_no_step_and_is_not_sent_twice(visitor, on_the_web, alfa, address):
    applied(visitor, on_the_web, alfa)

    again = send(visitor, address)

    assert again.url == address
    assert len(candidates(alfa)) == 1


def test_after_sending_what_was_typed_is_kept_one_day(visitor, on_the_web, alfa):
    applied(visitor, on_the_web, alfa)

    with tenancy.inside(alfa):
        assert Draft.objects.get().expires_on == today() + timedelta(days=1)
        operations.forget_visits(on=today() + timedelta(days=2), by=System("clock"))
        assert not Draft.objects.exists()
        assert Candidate.objects.count() == 1


def test_a_closed_round_and_one_without_a_web_form_are_not_there(
    visitor, on_the_web, alfa, address, coordinator
):
    with tenancy.inside(alfa):
        anna = Member.objects.get(account_id=coordinator.pk)
        on_paper = made.recruitment(by=anna, of=on_the_web.project, name="Na papierze")
        operations.correct_recruitment(
            recruitment=on_the_web,
            version=on_the_web.version,
            opens_on=today() - timedelta(days=9),
            closes_on=today() - timedelta(days=1),
            by=anna,
        )

    assert visitor.get(address).status_code == 404
    assert visitor.get(f"/rekrutacja/zgloszenie/{on_paper.pk}/").status_code == 404
    assert on_the_web.name not in visitor.get("/rekrutacja/zgloszenie/").content.decode()


def test_a_draft_of_a_round_that_has_closed_is_not_sent(visitor, on_the_web, alfa, address):
    begin(visitor, on_the_web)
    fill_in(visitor, address)
    with tenancy.inside(alfa):
        Recruitment.objects.update(
            opens_on=today() - timedelta(days=9), closes_on=today() - timedelta(days=1)
        )
    waited(alfa)

    assert send(visitor, address).status_code == 404
    assert candidates(alfa) == []


def test_too_large_a_post_is_refused_before_it_is_read(visitor, on_the_web, address, alfa):
    begin(visitor, on_the_web)

    answer = visitor.post(f"{address}krok/dane/", {"family_name": "x" * visits.LARGEST_POST_BYTES})

    assert answer.status_code == 413
    with tenancy.inside(alfa):
        assert not Draft.objects.get().typed


def test_an_answer_is_cut_and_a_field_of_another_step_is_not_taken(
    visitor, on_the_web, address, alfa
):
    begin(visitor, on_the_web)

    visitor.post(
        f"{address}krok/dane/",
        {"family_name": "x" * 9_000, "phone": "123", "standing": "accepted"},
    )

    with tenancy.inside(alfa):
        typed = Draft.objects.get().typed
    assert len(typed) < 3 * visits.LONGEST_ANSWER
    assert "phone" not in typed
    assert "standing" not in typed


def spam(recruitment: Recruitment, number: int) -> dict[str, str]:
    """What programs send: no token, one of another form, a used one, too soon, a filled trap."""
    kinds = [
        {},
        {"token": "nonsense"},
        {"token": tokens.made(make_uuid(), at=timezone.now() - timedelta(minutes=1))},
        {"token": token(recruitment, seconds=0)},
        {"token": token(recruitment, seconds=5 * 3600)},
        {"token": token(recruitment), "strona": "https://spam.example"},
    ]
    return kinds[number % len(kinds)]


def make_uuid():
    from core.ids import new_id

    return new_id()


def test_of_a_hundred_spam_posts_none_becomes_a_candidate_and_a_real_one_still_does(
    on_the_web, alfa, address
):
    robot, person = from_address(alfa, "192.0.2.66"), from_address(alfa, "192.0.2.66")
    application = {**STEPS["dane"], **STEPS["kontakt"], **STEPS["sytuacja"], **STATEMENTS}

    for number in range(50):
        begun = robot.post(address, spam(on_the_web, number))
        sent = robot.post(f"{address}krok/wyslij/", {**application, "strona": "x"})
        assert (begun.status_code, sent.status_code) == (200, 302)

    with tenancy.inside(alfa):
        assert not Draft.objects.exists()
    assert applied(person, on_the_web, alfa).status_code == 302
    assert [each.family_name for each in candidates(alfa)] == ["Łątka"]


def test_a_token_works_once(visitor, on_the_web, alfa):
    once = token(on_the_web)

    first, second = (begin(visitor, on_the_web, token=once) for _time in range(2))

    assert (first.status_code, second.status_code) == (302, 200)
    with tenancy.inside(alfa):
        assert Draft.objects.count() == 1


def test_whoever_fills_the_trap_of_the_last_page_sends_nothing(visitor, on_the_web, alfa, address):
    begin(visitor, on_the_web)
    fill_in(visitor, address)
    waited(alfa)

    answer = send(visitor, address, strona="https://spam.example")

    assert answer.status_code == 200
    assert candidates(alfa) == []


def test_a_form_filled_in_faster_than_anybody_types_is_not_sent(visitor, on_the_web, alfa, address):
    begin(visitor, on_the_web)
    fill_in(visitor, address)

    answer = send(visitor, address)

    assert answer.status_code == 200
    assert candidates(alfa) == []


def test_one_address_begins_so_many_forms_an_hour_and_another_still_begins(on_the_web, alfa):
    crowd = from_address(alfa, "192.0.2.66")

    statuses = [begin(crowd, on_the_web).status_code for _form in range(visits.BEGUN_AN_HOUR + 3)]

    assert statuses == [302] * visits.BEGUN_AN_HOUR + [200] * 3
    assert begin(from_address(alfa, "192.0.2.67"), on_the_web).status_code == 302


def test_one_address_sends_so_many_applications_an_hour(inside_alfa):
    recruitment = made.recruitment(by=inside_alfa, has_web_form=True)

    def send_one(serial: int, hour: int = 0):
        at = made.minutes_later(10 + 60 * hour)
        draft = made.draft(recruitment, at=made.NOW, nonce=f"{serial}", address=f"at {serial}").row
        return operations.apply_on_the_web(
            draft=draft,
            application=made.application(serial),
            address="192.0.2.66",
            at=at,
            by=made.VISITOR,
        )

    for serial in range(visits.SENT_AN_HOUR):
        send_one(serial)
    with pytest.raises(operations.drafting.TooOften):
        send_one(20)

    assert send_one(21, hour=1).number == visits.SENT_AN_HOUR + 1


def test_a_round_takes_no_flood_from_many_addresses(inside_alfa):
    recruitment = made.recruitment(by=inside_alfa, has_web_form=True)
    for _time in range(visits.SENT_TO_ONE_ROUND_AN_HOUR):
        operations.drafting.count("sent", str(recruitment.pk), at=made.NOW, most=10_000)

    with pytest.raises(operations.drafting.TooOften):
        operations.apply_on_the_web(
            draft=made.draft(recruitment).row,
            application=made.application(),
            address="192.0.2.66",
            at=made.minutes_later(1),
            by=made.VISITOR,
        )


def test_no_address_of_a_visitor_is_kept(visitor, on_the_web, alfa):
    applied(visitor, on_the_web, alfa)

    with tenancy.inside(alfa), connection.cursor() as cursor:
        cursor.execute("select row_to_json(v)::text from visit_count v")
        rows = " ".join(row for (row,) in cursor.fetchall())

    assert rows
    assert "192.0.2.10" not in rows


def test_a_member_who_visits_has_no_more_rights_here_than_anybody(browser, on_the_web, address):
    page = browser.get(address)

    assert page.status_code == 200
    assert "signed_in_name" not in page.context or not page.context["signed_in_name"]


def test_saving_a_draft_again_and_again_leaves_one_row_and_comes_to_an_end(
    visitor, on_the_web, alfa, address, monkeypatch
):
    monkeypatch.setattr(visits, "SAVED_AN_HOUR", 3)
    begin(visitor, on_the_web)

    answers = [
        visitor.post(f"{address}krok/kontakt/", {**STEPS["kontakt"], "place": f"Wieś {n}"})
        for n in range(4)
    ]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert "Wieś 3" in answers[-1].content.decode()
    with tenancy.inside(alfa):
        assert AuditEvent.objects.filter(verb="saved an application").count() == 1
        assert "2" in parse_qs(Draft.objects.get().typed)["place"][0]
