"""The tables of the crossings."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Count",
            fields=[
                ("id", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("subject", models.CharField(db_index=True, max_length=32)),
                ("post", models.CharField(max_length=32)),
                ("hour", models.DateTimeField()),
                ("local_day", models.CharField(max_length=10)),
                ("officer", models.CharField(max_length=32)),
                ("direction", models.CharField(max_length=32)),
                ("sex", models.CharField(max_length=32)),
                ("age_band", models.CharField(max_length=32)),
                ("nationality_group", models.CharField(max_length=32)),
                ("transport", models.CharField(max_length=32)),
                ("method", models.CharField(max_length=32)),
                ("number", models.IntegerField()),
            ],
            options={
                "db_table": "crossings_count",
                "indexes": [models.Index(fields=["post", "local_day"], name="crossings_count_day")],
            },
        ),
        migrations.CreateModel(
            name="CountFlag",
            fields=[
                ("id", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("subject", models.CharField(db_index=True, max_length=32)),
                ("post", models.CharField(max_length=32)),
                ("hour", models.DateTimeField()),
                ("local_day", models.CharField(max_length=10)),
                ("officer", models.CharField(max_length=32)),
                ("direction", models.CharField(max_length=32)),
                ("flag", models.CharField(max_length=32)),
                ("number", models.IntegerField()),
            ],
            options={
                "db_table": "crossings_count_flag",
                "indexes": [models.Index(fields=["post", "local_day"], name="crossings_flag_day")],
            },
        ),
        migrations.CreateModel(
            name="Hour",
            fields=[
                ("id", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("subject", models.CharField(db_index=True, max_length=32)),
                ("post", models.CharField(max_length=32)),
                ("hour", models.DateTimeField()),
                ("local_day", models.CharField(max_length=10)),
                ("minutes", models.IntegerField()),
                ("remark", models.CharField(max_length=32)),
                ("is_contested", models.BooleanField()),
            ],
            options={
                "db_table": "crossings_hour",
                "indexes": [models.Index(fields=["post", "local_day"], name="crossings_hour_day")],
            },
        ),
    ]
