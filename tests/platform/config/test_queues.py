"""Every task goes to the worker whose role of the database may do it, and some worker serves it."""

from config.celery import app
from config.processes import WORKERS

# What needs facts, which the publisher alone may read and write.
PUBLISHING = {
    "dashboards.metropolis.tasks.release_breakdowns",
    "dashboards.metropolis.tasks.renew_stale_totals",
    "dashboards.public.tasks.make_candidate",
    "indicators.drafts.tasks.make_left_previews",
    "indicators.drafts.tasks.make_preview",
    "indicators.facts.tasks.carry_on_recounts",
    "indicators.facts.tasks.publish",
    "indicators.facts.tasks.reconcile",
    "indicators.facts.tasks.recount",
    "indicators.facts.tasks.sweep",
}
# What makes schemas and roles, which the owner alone may.
OPERATIONS = {"tenants.tasks.open_tenant", "tenants.tasks.send_left_jobs_again"}
# What opens sealed values and takes minutes: this worker holds the key ring and speaks to nobody outside.
FILES = {
    "projects.exchange.tasks.advance",
    "projects.exchange.tasks.advance_earlier",
    "projects.exchange.tasks.carry_on",
    "projects.exchange.tasks.forget_old_files",
    "projects.workbench.tasks.make_file",
    "projects.workbench.tasks.make_left_files",
}
# What the web role may, by itself or in a tenant's role or the metropolis's: letters, reports,
# warnings judged from released figures, requests to units, closing, forgetting.
DEFAULT = {
    "core.platform_ledger.tasks.send_mail",
    "core.platform_ledger.tasks.send_waiting_mail",
    "dashboards.project_reports.tasks.make_left_reports",
    "dashboards.project_reports.tasks.make_left_reports_of",
    "dashboards.project_reports.tasks.make_report",
    "dashboards.reports.tasks.make_left_reports",
    "dashboards.reports.tasks.make_report",
    "dashboards.watching.tasks.carry_requests",
    "dashboards.watching.tasks.renew_warnings",
    "dashboards.watching.tasks.send_letters",
    "indicators.facts.tasks.tell_operators",
    "indicators.periods.tasks.close_due",
    "indicators.periods.tasks.close_due_in",
    "projects.deadlines.tasks.send_digests",
    "projects.deadlines.tasks.write_letters",
    "projects.hooks.tasks.forget_old_events",
    "projects.hooks.tasks.send_events",
    "projects.hooks.tasks.sweep",
    "projects.hooks.tasks.sweep_all",
    "projects.partners.tasks.forget_answers",
    "projects.partners.tasks.look_after_tokens",
    "projects.recruitment.tasks.forget_visits",
    "projects.workbench.tasks.forget_what_is_old",
    "tenants.credentials.tasks.forget_requests",
}


def _ours() -> set[str]:
    app.loader.import_default_modules()
    return {name for name in app.tasks if not name.startswith("celery.")}


def _queue_of(task: str) -> str:
    return app.amqp.router.route({}, task)["queue"].name


def test_every_task_goes_to_the_worker_that_may_do_it():
    routed: dict[str, set[str]] = {}
    for task in _ours():
        routed.setdefault(_queue_of(task), set()).add(task)

    assert routed == {
        "publishing": PUBLISHING,
        "operations": OPERATIONS,
        "files": FILES,
        "default": DEFAULT,
    }


def test_every_queue_has_a_worker():
    assert {_queue_of(task) for task in _ours()} == set(WORKERS.values())


def test_the_clock_sends_tasks_that_exist():
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= _ours()
