"""What tenants declared by hand."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("facts", "0006_recruitment_on_cards"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeclaredFact",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("tenant_id", models.IntegerField()),
                ("unit_code", models.CharField(max_length=4)),
                ("project_id", models.UUIDField()),
                ("definition_code", models.CharField(max_length=40)),
                ("starts_on", models.DateField(null=True)),
                ("ends_on", models.DateField()),
                ("total_count", models.IntegerField()),
                ("women_count", models.IntegerField(null=True)),
                ("men_count", models.IntegerField(null=True)),
                ("source", models.CharField(max_length=300)),
            ],
            options={"db_table": '"facts"."declared"'},
        ),
    ]
