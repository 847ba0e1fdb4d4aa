"""Which side holds where a file and somebody here changed the same."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0003_known_list"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrow",
            name="decided",
            field=models.JSONField(null=True),
        ),
        migrations.AlterField(
            model_name="importrow",
            name="standing",
            field=models.CharField(
                choices=[
                    ("new", "not checked yet"),
                    ("bad", "with mistakes"),
                    ("add", "to be added"),
                    ("change", "differs from what is here"),
                    ("clash", "changed here and in the file"),
                    ("same", "here already"),
                    ("left", "left out"),
                    ("done", "entered"),
                    ("failed", "not entered"),
                    ("back", "taken back"),
                    ("kept", "kept: somebody worked on it since"),
                ],
                default="new",
                max_length=6,
            ),
        ),
    ]
