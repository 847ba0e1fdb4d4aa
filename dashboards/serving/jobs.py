"""What a body's program usually asks the metropolis; every token of it may ask all of this."""

from django.utils.translation import gettext_lazy as _

from projects.portal.jobs import API, Job

JOBS = (
    Job(
        "programme",
        _("Read the programme's figures"),
        _(
            "Every indicator of the last release for the whole programme and the whole time: all, women and "
            "men, people with disabilities."
        ),
        None,
        "/values/",
        query="?unit=programme&period=all",
    ),
    Job(
        "unit",
        _("Read the figures of one unit"),
        _("Units go by their code in TERYT; /units/ lists them and says whose data are late."),
        None,
        "/values/",
        query="?unit=2205",
    ),
    Job(
        "indicator",
        _("Read one indicator everywhere"),
        _("Of the programme and each unit, for every year. The codes are those of /indicators/."),
        None,
        "/values/",
        query="?indicator=EMPLOYED_AFTER",
    ),
    Job(
        "breakdowns",
        _("Read by age, education and other traits"),
        _("As far as a release tells it: of the programme more than of its units."),
        None,
        "/breakdowns/",
        query="?unit=programme&period=all",
    ),
    Job(
        "codes",
        _("Read what the codes mean"),
        _("The names of the indicators in both languages, with the unit each is counted in."),
        None,
        "/indicators/",
    ),
)


def only_when_new(root: str, *, variable: str) -> str:
    """The first job as a clock would send it: without an answer until there is another release."""
    lines = [
        f"curl --fail-with-body --compressed '{root}{API}/values/?unit=programme&period=all'",
        f'--header "Authorization: Bearer ${variable}"',
        "--etag-compare figures.etag --etag-save figures.etag",
        "--output figures.json",
    ]
    return " \\\n  ".join(lines)
