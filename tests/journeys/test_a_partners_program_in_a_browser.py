"""A coordinator makes a token, hands the key over, stops it and ends it; a developer has only the link."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browsing import CHROMIUM, follow, press, send, signed_in
from tests.journeys.site import Site
from tests.journeys.test_charts_in_a_browser import TELL_VIOLATIONS, Heard
from tests.journeys.test_every_page_in_a_browser import AXE, PHONE, VIOLATIONS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.journey,
    pytest.mark.xdist_group("journey"),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="install the Debian package chromium to run browser tests"
    ),
]
HOST = "kartuzy.localhost"
LIST = "/programy-partnerow/"
KEY = "#the-key"
# Whose workshop the demonstration has; of its projects the one under way stands first.
PARTNER = "Spółdzielnia Socjalna Pasja w Kartuzach"
TABS = 5


@pytest.fixture(scope="module")
def coordinator(site: Site, browser: Browser) -> Iterator[Page]:
    page = signed_in(browser, f"http://{HOST}:{site.port}", "koordynator projektu")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script(TELL_VIOLATIONS)
    page.on("dialog", lambda asked: asked.accept())
    yield page
    page.context.close()


def answered(site: Site, key: str, address: str = "/sessions/") -> int:
    """What a program with this key is answered: it reaches the host by its header."""
    shown = {"Host": f"{HOST}:{site.port}", "Authorization": f"Bearer {key}"}
    root = f"http://127.0.0.1:{site.port}/api/v1"
    return requests.get(root + address, headers=shown, timeout=30).status_code


def soon_answered(site: Site, key: str, status: int) -> bool:
    """Whether it comes to be answered so: for a second a token reads what it could read before."""
    for _nth in range(25):
        if answered(site, key) == status:
            return True
        time.sleep(0.2)
    return False


def fill_in(page: Page) -> None:
    """The form of a token, until its rights are said beside it."""
    page.goto(f"{LIST}nowy/")
    with page.expect_navigation():
        page.locator("main li a", has_text=PARTNER).first.click()
    page.locator("[name=projects]").first.check()
    for action in ("projects:read", "attendance:read", "attendance:write"):
        page.locator(f"[name=actions][value='{action}']").check()
    expect(page.locator("#said")).to_contain_text("wysyłać obecność", timeout=30_000)


def test_made_copied_used_suspended_resumed_rotated_and_revoked(site, coordinator):
    page = coordinator
    fill_in(page)
    send(page, name="Program próbny")
    key = page.locator(KEY).input_value()
    page.locator("[data-secret-copy]").click()
    expect(page.locator("[data-secret-copy]")).to_have_text("Skopiowano")
    assert page.evaluate("navigator.clipboard.readText()") == key
    with page.expect_download() as saved:
        page.locator("[data-secret-save]").click()
    assert saved.value.path().read_text().strip() == key
    page.locator("#kept").check()
    press(page, "form.keep button")
    assert answered(site, key) == 200

    press(page, "form[action$='/wstrzymaj/'] button")
    expect(page.locator("h1")).to_contain_text("zawieszony")
    assert soon_answered(site, key, 401)
    press(page, "form[action$='/wznow/'] button")
    assert soon_answered(site, key, 200)

    follow(page, "/nowy-klucz/")
    send(page, overlap_hours="24")
    newer = page.locator(KEY).input_value()
    page.locator("#kept").check()
    press(page, "form.keep button")
    expect(page.locator("#keys li")).to_have_count(2)
    assert (answered(site, key), answered(site, newer)) == (200, 200)

    follow(page, "/uniewaznij/")
    press(page, "main form .btn-outline-danger")
    expect(page.locator("h1")).to_contain_text("unieważniony")
    assert soon_answered(site, key, 401)
    assert soon_answered(site, newer, 401)


def test_the_key_is_not_left_before_it_is_kept(coordinator):
    page = coordinator
    fill_in(page)
    send(page, name="Program zgubiony")

    page.locator("form.keep button").click()

    expect(page.locator(KEY)).to_be_visible()
    page.locator("#kept").check()
    press(page, "form.keep button")


@pytest.fixture(scope="module")
def link(coordinator: Page) -> str:
    """The address of the page of the demonstration's program."""
    coordinator.goto(LIST)
    with coordinator.expect_navigation():
        coordinator.locator("main table a", has_text="Dziennik zajęć").click()
    press(coordinator, "form[action$='/adres/'] button")
    return coordinator.locator("#the-address").input_value()


@pytest.fixture
def developer(browser: Browser, link: str) -> Iterator[Page]:
    """Somebody who has only the link: no cookie, no account."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(TELL_VIOLATIONS)
    page.heard = Heard(page)  # type: ignore[attr-defined]
    page.goto(link)
    yield page
    heard: Any = page.heard  # type: ignore[attr-defined]
    assert not heard.complaints
    context.close()


def test_a_developer_walks_the_portal_with_only_its_link(developer):
    addresses = developer.locator(".tabs a").evaluate_all("tabs => tabs.map(tab => tab.href)")
    assert len(addresses) == TABS

    for address in addresses:
        developer.set_viewport_size({"width": 1440, "height": 900})
        answer = developer.goto(address)
        assert answer is not None
        assert answer.status == 200
        assert "noindex" in answer.headers["x-robots-tag"]
        developer.evaluate(AXE)
        assert developer.evaluate(VIOLATIONS, [[], True]) == []
        developer.set_viewport_size(PHONE)
        width = developer.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"], address


def test_a_developer_finds_the_error_of_the_evening_in_words(developer):
    follow(developer, "/zapytania/")

    expect(developer.locator("main table")).to_contain_text("/items/0/quantity")


def test_a_developer_tries_each_job_out_and_the_answers_are_those_of_the_api(developer):
    follow(developer, "/wyprobuj/")
    jobs = developer.locator(".chips-row a").evaluate_all("links => links.map(link => link.href)")
    fine = 0
    for job in jobs:
        developer.goto(job)
        press(developer, "main form .btn-primary")
        fine += int(developer.locator("#answer .tag").inner_text()) < 300

    # The program of the demonstration may not send qualifications and outcomes.
    assert (len(jobs), fine) == (5, 3)


def test_a_developer_copies_an_example_of_the_guide(developer):
    follow(developer, "/przewodnik/")
    developer.context.grant_permissions(["clipboard-read", "clipboard-write"])
    developer.locator("[data-copies=attendance-curl]").click()

    copied = developer.evaluate("navigator.clipboard.readText()")

    assert "SZANSA_TOKEN" in copied
    body = json.loads(re.search(r"--data '(.*)'$", copied, re.DOTALL)[1])
    assert body["items"][0]["mark"] == "PRESENT"


def test_a_client_made_of_the_description_sends_attendance(site, coordinator, link, tmp_path):
    """As the guide says: generated by a program that others keep, and run by another Python."""
    made, answer = tmp_path / "szansa_client", requests.get(**_of_the_portal(site, link))
    (tmp_path / "openapi.json").write_bytes(answer.content)
    generate = ["-m", "openapi_python_client", "generate", "--meta", "none"]
    where = ["--path", str(tmp_path / "openapi.json"), "--output-path", str(made)]
    _run([*generate, *where])
    fill_in(coordinator)
    send(coordinator, name="Klient z opisu")
    key = coordinator.locator(KEY).input_value()
    coordinator.locator("#kept").check()
    (tmp_path / "job.py").write_text(JOB)

    told = _run(
        [str(tmp_path / "job.py"), f"http://127.0.0.1:{site.port}", f"{HOST}:{site.port}", key]
    )

    assert told.split() == ["done_count", "1"]


# Typed: a field that does not exist would not even be a name of its class.
JOB = """
import sys, uuid
from szansa_client import AuthenticatedClient
from szansa_client.api.attendance import attendance_create, attendance_list
from szansa_client.models import MarkInRequest, MarkInRequestAttendance, MarksInRequest

root, host, key = sys.argv[1:]
client = AuthenticatedClient(base_url=root, token=key, headers={"Host": host})
cell = attendance_list.sync(client=client, limit=1).items[0]
mark = MarkInRequest(
    session=cell.session,
    participant=cell.participant,
    mark=MarkInRequestAttendance.ABSENT,
    version=cell.version,
)
done = attendance_create.sync(
    client=client, body=MarksInRequest(items=[mark]), idempotency_key=str(uuid.uuid4())
)
print("done_count", done.done_count)
"""


def _of_the_portal(site: Site, link: str) -> dict[str, Any]:
    path = link.partition(f":{site.port}")[2]
    root = f"http://127.0.0.1:{site.port}"
    return {
        "url": f"{root}{path}openapi.json",
        "headers": {"Host": f"{HOST}:{site.port}"},
        "timeout": 60,
    }


def _run(arguments: list[str]) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
