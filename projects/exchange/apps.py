"""The app of imports."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "projects.exchange"
    label = "exchange"

    def ready(self) -> None:
        from projects.exchange import forgetting, kinds, verbs
        from projects.exchange.readers import attendance, candidates, outcomes, people, services
        from projects.exchange.workbooks import giving_back, taking_out
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
        removing.holders.append(forgetting.hold_project)
        removing.forgetters.append(forgetting.forget_project)
