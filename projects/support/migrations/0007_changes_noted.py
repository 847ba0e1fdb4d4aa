"""Notes on services, groups, sessions and what was given when they changed, for partners' programs."""

from django.db import migrations

from core import changes


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0006_change_notes"),
        ("support", "0006_anonymous"),
    ]

    operations = [
        *changes.fields(
            "service",
            "group",
            "groupmember",
            "session",
            "attendance",
            "plannedsupport",
            "supportgiven",
            "courseresult",
        ),
        *changes.noting(
            service="provider_id",
            support_group="service_id",
            group_member="group_id",
            support_session="service_id",
            attendance="session_id",
            planned_support="service_id",
            support_given="service_id",
            course_result="service_id",
        ),
    ]
