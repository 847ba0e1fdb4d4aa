"""The app of persons and participations."""

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    name = "projects.participants"
    label = "participants"

    def ready(self) -> None:
        from projects.agreements import queries as agreements
        from projects.participants import (
            in_charge,
            list_page,
            papers,
            telling,
            traits,
            verbs,
            verbs_path,
        )
        from projects.participants.operations import taking_back
        from projects.workbench import bulk, history, lists

        lists.register(list_page.PARTICIPANTS)
        bulk.register(in_charge.CASE_WORKER)
        bulk.register(in_charge.CAREER_ADVISER)
        history.register(told=verbs.VERBS, fields=verbs.FIELDS)
        history.register(told=verbs_path.VERBS_OF_PATH)
        history.related_finders += telling.finders()
        papers.register()
        taking_back.holders.append(papers.whose_there_are)
        agreements.trait_finders.append(traits.traits_in)
