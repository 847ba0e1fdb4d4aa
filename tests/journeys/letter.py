"""`python -m tests.journeys.letter`: the link in the newest letter of the site, as its reader would click it."""

import os
import re
import sys

import django


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    # Only now: its modules need the settings.
    from core import tenancy
    from core.platform_ledger.models import OutgoingMail
    from core.tenancy import Role

    with tenancy.acting_as(Role.WEB):
        letter = OutgoingMail.objects.latest("written_at")
    sys.stdout.write(re.findall(r"https?://\S+/", letter.text)[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
