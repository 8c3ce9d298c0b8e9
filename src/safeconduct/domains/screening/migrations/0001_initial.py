"""The tables of screening."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('pk', models.CompositePrimaryKey('subject', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=32)),
                ('id', models.TextField()),
                ('entry', models.CharField(max_length=120)),
                ('happened_at', models.DateTimeField()),
                ('actor', models.CharField(max_length=32)),
                ('post', models.CharField(max_length=32)),
                ('persons', models.JSONField()),
                ('number', models.IntegerField()),
                ('outcome', models.CharField(max_length=32)),
                ('way', models.CharField(max_length=32)),
                ('language', models.CharField(max_length=32)),
                ('place', models.CharField(max_length=32)),
            ],
            options={
                'db_table': 'screening_attempt',
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('subject', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('post', models.CharField(max_length=32)),
                ('local_day', models.CharField(max_length=10)),
                ('crossing', models.CharField(max_length=32)),
                ('level', models.IntegerField()),
                ('persons', models.JSONField()),
                ('people', models.IntegerField()),
                ('asked', models.IntegerField()),
                ('waiting', models.IntegerField()),
                ('language', models.CharField(max_length=32)),
                ('opened_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('outcome', models.CharField(max_length=32)),
                ('place', models.CharField(max_length=32)),
                ('attempts', models.IntegerField()),
                ('ended', models.CharField(max_length=32)),
                ('is_open', models.BooleanField()),
                ('is_partial', models.BooleanField()),
            ],
            options={
                'db_table': 'screening_task',
                'indexes': [models.Index(fields=['post', 'is_open', 'due_at'], name='screening_task_open'), models.Index(fields=['post', 'local_day'], name='screening_task_day')],
            },
        ),
        migrations.CreateModel(
            name='TaskPerson',
            fields=[
                ('pk', models.CompositePrimaryKey('subject', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=32)),
                ('id', models.TextField()),
                ('person', models.CharField(max_length=32)),
                ('post', models.CharField(max_length=32)),
                ('asked', models.BooleanField()),
                ('outcome', models.CharField(max_length=32)),
                ('outcome_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'screening_person',
                'indexes': [models.Index(fields=['person'], name='screening_person_person')],
            },
        ),
    ]
