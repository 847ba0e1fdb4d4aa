"""The feed of results: one entry for each edition that stands, told in words."""

from collections.abc import Sequence

from django.utils.feedgenerator import Rss201rev2Feed

from dashboards.public import addresses, facts
from dashboards.public.queries import Reading
from dashboards.public.wording import notes


def feed(readings: Sequence[Reading], *, site: str) -> str:
    """In Polish, the newest first; the words are made of each edition's own figures."""
    home = f"{site}{addresses.of('programme', 'pl')}"
    made = Rss201rev2Feed(
        title="Wyniki metropolitalnego programu aktywizacji społeczno-zawodowej",
        link=home,
        description="Każde zatwierdzone wydanie wyników programu, opowiedziane słowami.",
        language="pl",
        feed_url=f"{site}{addresses.file('feed')}",
    )
    for reading in readings:
        note = notes.programme(facts.programme(reading.content), "pl")
        made.add_item(
            title=note.headline,
            link=home,
            description=note.text,
            unique_id=f"{home}#wydanie-{reading.number}",
            unique_id_is_permalink=False,
            pubdate=reading.approved_at,
        )
    return made.writeString("utf-8")
