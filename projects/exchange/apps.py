"""The app of imports."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "projects.exchange"
    label = "exchange"

    def ready(self) -> None:
        from projects.exchange import (
            attendance,
            candidates,
            forgetting,
            giving_back,
            kinds,
            outcomes,
            people,
            services,
            taking_out,
            verbs,
        )
        from projects.retention import removing
        from projects.workbench import history, preparing

        kinds.register(
            people.People(),
            candidates.Candidates(),
            services.Services(),
            attendance.Marks(),
            outcomes.Outcomes(),
        )
        history.register(told=verbs.VERBS, fields=verbs.FIELDS)
        preparing.register(giving_back.maker())
        preparing.register(taking_out.maker())
        removing.forgetters.append(forgetting.forget_project)
