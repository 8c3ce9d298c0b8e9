"""Events, checks, isolations, ambulances and notices of the health desk."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Ambulance',
            fields=[
                ('subject', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('post', models.CharField(max_length=32)),
                ('local_day', models.CharField(max_length=10)),
                ('crossing', models.CharField(max_length=32)),
                ('person', models.CharField(max_length=32)),
                ('called_at', models.DateTimeField()),
                ('arrived_at', models.DateTimeField(null=True)),
                ('left_at', models.DateTimeField(null=True)),
                ('where', models.TextField()),
                ('step', models.CharField(max_length=32)),
                ('is_open', models.BooleanField()),
            ],
            options={
                'db_table': 'health_ambulance',
                'indexes': [models.Index(fields=['post', 'is_open'], name='health_ambulance_open')],
            },
        ),
        migrations.CreateModel(
            name='Check',
            fields=[
                ('subject', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('event', models.CharField(max_length=32)),
                ('post', models.CharField(max_length=32)),
                ('local_day', models.CharField(max_length=10)),
                ('crossing', models.CharField(max_length=32)),
                ('person', models.CharField(max_length=32)),
                ('result', models.CharField(max_length=32)),
                ('is_danger', models.BooleanField()),
                ('happened_at', models.DateTimeField()),
                ('actor', models.CharField(max_length=32)),
            ],
            options={
                'db_table': 'health_check',
                'indexes': [models.Index(fields=['post', 'event', 'happened_at'], name='health_check_event'), models.Index(fields=['crossing'], name='health_check_crossing')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('subject', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('post', models.CharField(max_length=32)),
                ('disease', models.CharField(max_length=32)),
                ('name', models.TextField()),
                ('basis', models.TextField()),
                ('signs', models.JSONField()),
                ('exposures', models.JSONField()),
                ('rule', models.CharField(max_length=32)),
                ('days', models.IntegerField()),
                ('declared_at', models.DateTimeField()),
                ('declared_by', models.CharField(max_length=32)),
                ('until', models.DateTimeField()),
                ('ended', models.CharField(max_length=32)),
            ],
            options={
                'db_table': 'health_event',
                'indexes': [models.Index(fields=['post', 'ended', 'until'], name='health_event_stands')],
            },
        ),
        migrations.CreateModel(
            name='Isolation',
            fields=[
                ('subject', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('event', models.CharField(max_length=32)),
                ('post', models.CharField(max_length=32)),
                ('crossing', models.CharField(max_length=32)),
                ('person', models.CharField(max_length=32)),
                ('companion', models.CharField(max_length=32)),
                ('at', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=32)),
                ('order', models.TextField()),
                ('begun_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('reviews', models.IntegerField()),
                ('ended', models.CharField(max_length=32)),
                ('ended_at', models.DateTimeField(null=True)),
                ('is_open', models.BooleanField()),
            ],
            options={
                'db_table': 'health_isolation',
                'indexes': [models.Index(fields=['post', 'is_open', 'until'], name='health_isolation_open')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('subject', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('event', models.CharField(max_length=32)),
                ('post', models.CharField(max_length=32)),
                ('checked', models.IntegerField()),
                ('suspected', models.IntegerField()),
                ('since', models.DateTimeField(null=True)),
                ('way', models.CharField(max_length=32)),
                ('whom', models.TextField()),
                ('happened_at', models.DateTimeField()),
                ('actor', models.CharField(max_length=32)),
            ],
            options={
                'db_table': 'health_notice',
                'indexes': [models.Index(fields=['post', 'event', 'happened_at'], name='health_notice_event')],
            },
        ),
    ]
