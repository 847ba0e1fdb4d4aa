"""What Kartuzy wants to know of itself: two indicators that count, and the draft of another."""

from typing import Any

from django.utils import timezone

from config.demo.scenes import Scene
from indicators.local import operations, queries
from indicators.local.entries import Description
from indicators.local.models import LocalVersion

MADE_UP = "Uchwała zespołu projektów (wymyślona na potrzeby pokazu)"
AGE = 50
FOOD_AID = {
    "all": [
        {"field": "age", "at_least": AGE},
        {"field": "uses_food_aid", "is": True},
        {"field": "completed_path", "is": True},
    ]
}
# The programme's own bands end at 54, so the fifties are the unit's own question.
OVER_FIFTY = {"all": [{"field": "age", "at_least": AGE}]}
LONG_WAY_BACK = {
    "all": [
        {"field": "sex", "is": "F"},
        {"field": "long_term_unemployed", "is": True},
        {"outcome": "EMPLOYMENT", "window": {"from": 0, "to_months": 3}},
    ]
}


def play(scene: Scene) -> None:
    _publish(
        scene,
        FOOD_AID,
        name_pl="Osoby po pięćdziesiątce, które korzystają z pomocy żywnościowej i ukończyły ścieżkę",
        name_en="People over fifty who use food aid and completed their path",
        short_name_pl="50+ z pomocą żywnościową, ukończona ścieżka",
        short_name_en="50+ with food aid, path completed",
        counts_on="ended_on",
    )
    _publish(
        scene,
        OVER_FIFTY,
        name_pl="Osoby w wieku 50 lat i więcej w chwili rozpoczęcia udziału",
        name_en="People of 50 years and more when they began",
        short_name_pl="Osoby w wieku 50 lat i więcej",
        short_name_en="People of 50 years and more",
        counts_on="started_on",
    )
    _save(
        scene,
        LONG_WAY_BACK,
        name_pl="Kobiety długotrwale bezrobotne, które podjęły pracę w trzy miesiące od wyjścia",
        name_en="Long-term unemployed women who found work within three months of leaving",
        short_name_pl="Długotrwale bezrobotne w pracy",
        short_name_en="Long-term unemployed women in work",
        counts_on="employment_on",
    )


def _publish(scene: Scene, rule: object, **said: Any) -> None:
    draft = _save(scene, rule, **said)
    operations.publish_version(
        version=draft, seen=queries.fingerprint(draft), at=timezone.now(), by=scene.coordinator
    )


def _save(scene: Scene, rule: object, **said: Any) -> LocalVersion:
    description = Description(unit="osoby", counting_unit="person", **said)
    since = queries.first_day() or scene.today
    draft = operations.define_indicator(
        description=description, effective_from=since, by=scene.coordinator
    )
    return operations.save_version(
        version=draft,
        rule=rule,
        effective_from=since,
        note=MADE_UP,
        seen=queries.fingerprint(draft),
        by=scene.coordinator,
    )
