"""Versions give up what belongs to definitions, and the database holds definitions to their words."""

from django.db import migrations, models
from django.db.models import Q

RATE = Q(kind="rate")
COUNTED = ~Q(counts_on="")


class Migration(migrations.Migration):
    dependencies = [("definitions", "0003_what_is_here_is_published")]

    operations = [
        migrations.RemoveField("version", "counts_on"),
        migrations.RemoveField("version", "window_days"),
        migrations.AlterField("definition", "number", models.SmallIntegerField(unique=True)),
        migrations.AddConstraint(
            "definition",
            models.CheckConstraint(
                name="shared_definitions_have_numbers_above_zero", condition=Q(number__gt=0)
            ),
        ),
        migrations.AddConstraint(
            "definition",
            models.CheckConstraint(
                name="definition_speaks_known_words",
                condition=Q(family__in=["PROGRAMME", "EFFICIENCY", "COMMON_2021", "COMMON_2014"])
                & Q(kind__in=["output", "result", "long_term", "rate"])
                & Q(rule_set__in=["", "P2014", "P2021"])
                & Q(counting_unit__in=["participation", "person", "entity"])
                & Q(adds_over_time__in=["sum", "last", "none"])
                & Q(adds_over_units__in=["sum", "none"]),
            ),
        ),
        migrations.AddConstraint(
            "definition",
            models.CheckConstraint(
                name="a_rate_is_two_indicators_and_adds_nowhere",
                condition=(~RATE & Q(numerator_code="", denominator_code=""))
                | (
                    RATE
                    & ~Q(numerator_code="")
                    & ~Q(denominator_code="")
                    & Q(counts_on="", adds_over_time="none", adds_over_units="none")
                ),
            ),
        ),
        migrations.AddConstraint(
            "definition",
            models.CheckConstraint(
                name="entities_are_declared_by_hand",
                condition=~Q(counting_unit="entity") | ~COUNTED,
            ),
        ),
        migrations.AddConstraint(
            "definition",
            models.CheckConstraint(
                name="a_window_is_of_days_or_of_months_and_counted",
                condition=Q(window_days=None, window_months=None)
                | (COUNTED & (Q(window_days=None) | Q(window_months=None))),
            ),
        ),
        migrations.AddConstraint(
            "version",
            models.UniqueConstraint(
                name="one_published_version_from_a_day",
                fields=["definition", "effective_from"],
                condition=Q(status="published"),
            ),
        ),
        migrations.AddConstraint(
            "version",
            models.CheckConstraint(
                name="what_is_published_says_when",
                condition=Q(status="draft", published_at=None)
                | Q(status="published", published_at__isnull=False),
            ),
        ),
    ]
