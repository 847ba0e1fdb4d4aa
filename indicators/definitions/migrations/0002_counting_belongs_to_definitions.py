"""Definitions get a number, a family and what they count on; versions get published."""

from django.db import migrations, models

FAMILIES = [
    ("PROGRAMME", "programme indicators"),
    ("EFFICIENCY", "social and employment efficiency"),
    ("COMMON_2021", "common indicators of ESF+ 2021–2027"),
    ("COMMON_2014", "common indicators of ESF 2014–2020"),
]
KINDS = [
    ("output", "output"),
    ("result", "immediate result"),
    ("long_term", "longer-term result"),
    ("rate", "rate"),
]
RULE_SETS = [("P2014", "ESF 2014–2020"), ("P2021", "ESF+ 2021–2027")]
COUNTING_UNITS = [
    ("participation", "participation"),
    ("person", "person"),
    ("entity", "entity"),
]
OVER_TIME = [
    ("sum", "adds up over time"),
    ("last", "the last value holds"),
    ("none", "does not add up over time"),
]
OVER_UNITS = [("sum", "adds up over units"), ("none", "does not add up over units")]
STATUSES = [("draft", "draft"), ("published", "published")]


class Migration(migrations.Migration):
    dependencies = [("definitions", "0001_first")]

    operations = [
        # Filled by the migrations that follow.
        migrations.AddField("definition", "number", models.SmallIntegerField(null=True)),
        migrations.AddField(
            "definition",
            "family",
            models.CharField(max_length=12, choices=FAMILIES, default="PROGRAMME"),
            preserve_default=False,
        ),
        migrations.AddField(
            "definition",
            "rule_set",
            models.CharField(max_length=5, choices=RULE_SETS, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "definition",
            "counts_on",
            models.CharField(max_length=20, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField("definition", "is_special", models.BooleanField(default=False)),
        migrations.AddField(
            "definition", "window_days", models.PositiveSmallIntegerField(null=True, blank=True)
        ),
        migrations.AddField(
            "definition", "window_months", models.PositiveSmallIntegerField(null=True, blank=True)
        ),
        migrations.AddField(
            "definition",
            "numerator_code",
            models.CharField(max_length=40, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "definition",
            "denominator_code",
            models.CharField(max_length=40, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AlterField("definition", "kind", models.CharField(max_length=10, choices=KINDS)),
        migrations.AlterField(
            "definition", "counting_unit", models.CharField(max_length=20, choices=COUNTING_UNITS)
        ),
        migrations.AlterField(
            "definition", "adds_over_time", models.CharField(max_length=20, choices=OVER_TIME)
        ),
        migrations.AlterField(
            "definition", "adds_over_units", models.CharField(max_length=20, choices=OVER_UNITS)
        ),
        migrations.AddField(
            "version",
            "status",
            models.CharField(max_length=9, choices=STATUSES, default="draft"),
        ),
        migrations.AddField("version", "published_at", models.DateTimeField(null=True, blank=True)),
        migrations.AddField(
            "version",
            "published_by",
            models.CharField(max_length=160, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "version",
            "note",
            models.TextField("note", blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AlterField("version", "rule", models.JSONField(null=True)),
    ]
