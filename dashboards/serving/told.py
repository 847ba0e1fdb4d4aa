"""What the metropolis's API tells, as its description has it."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.api.serializers import Moment, Out
from dashboards.metropolis.codes import VALUES, Trait
from dashboards.serving.figures import SHOWN, STATES

COMPLETE, LATE, NO_PROJECTS = "complete", "late", "no-projects"
SEXES = VALUES[Trait.SEX]
IN_CELLS = (Trait.SEX, Trait.DISABILITY)


class UnitOut(Out):
    code = serializers.CharField(label=_("code in TERYT"))
    name = serializers.CharField(label=_("name"))
    kind = serializers.ChoiceField(choices=("city", "powiat"), label=_("kind"))
    data = serializers.ChoiceField(
        choices=(COMPLETE, LATE, NO_PROJECTS), label=_("whether its data are in the release")
    )
    late = serializers.ListField(
        child=serializers.CharField(), label=_("leaders whose data are missing in it")
    )


class ReleaseOut(Out):
    """Of which release the figures are; there is one a day."""

    number = serializers.IntegerField(source="pk", label=_("number"))
    released_at = Moment(label=_("released at"))
    missing = serializers.ListField(
        child=serializers.CharField(), label=_("leaders whose data are missing in it")
    )


class UnitsOut(Out):
    release = ReleaseOut(allow_null=True)
    items = UnitOut(many=True)


class FigureOut(Out):
    unit = serializers.CharField(label=_("unit, or the whole programme"))
    indicator = serializers.CharField(label=_("indicator"))
    period = serializers.CharField(label=_("year or quarter, or the whole time"))
    participations = serializers.IntegerField(allow_null=True, label=_("participations"))
    people = serializers.IntegerField(allow_null=True, label=_("people"))
    state = serializers.ChoiceField(choices=(SHOWN, *STATES.values()), label=_("state"))
    since = serializers.DateField(
        allow_null=True, label=_("day of the release that first showed this number")
    )


class ValueOut(FigureOut):
    sex = serializers.ChoiceField(choices=SEXES, allow_null=True, label=_("sex"))
    disability = serializers.ChoiceField(
        choices=VALUES[Trait.DISABILITY], allow_null=True, label=_("disability")
    )


class ValuesOut(Out):
    release = ReleaseOut(allow_null=True)
    items = ValueOut(many=True)


class BreakdownOut(FigureOut):
    trait = serializers.ChoiceField(
        choices=[one.value for one in Trait if one not in IN_CELLS], label=_("trait")
    )
    value = serializers.CharField(label=_("value of the trait"))
    sex = serializers.ChoiceField(choices=SEXES, allow_null=True, label=_("sex"))


class BreakdownsOut(Out):
    release = ReleaseOut(allow_null=True)
    items = BreakdownOut(many=True)
