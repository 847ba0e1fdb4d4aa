"""The app of the metropolis; renews its totals whenever a tenant was published."""

from django.apps import AppConfig


class MetropolisConfig(AppConfig):
    name = "dashboards.metropolis"
    label = "metropolis"

    def ready(self) -> None:
        from dashboards.metropolis import reconciling, releasing
        from indicators.facts import events, rounds

        told = {"differences": reconciling.differences, "repair": reconciling.from_nothing}
        rounds.told_above[:] = [rounds.Told(place=reconciling.PLACE, **told)]
        events.published.connect(releasing.renew_totals, dispatch_uid="metropolis totals")
