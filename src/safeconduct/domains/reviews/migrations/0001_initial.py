"""Reviews, holds, clearances and what gates stopped."""

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
                ('happened_at', models.DateTimeField()),
                ('actor', models.TextField()),
                ('place', models.TextField()),
                ('what', models.TextField()),
                ('principle', models.TextField()),
                ('rows', models.JSONField()),
            ],
            options={
                'db_table': 'reviews_attempt',
            },
        ),
        migrations.CreateModel(
            name='Clearance',
            fields=[
                ('pk', models.CompositePrimaryKey('subject', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=32)),
                ('id', models.TextField()),
                ('given_at', models.DateTimeField()),
                ('given_by', models.TextField()),
                ('valid_until', models.DateTimeField()),
                ('saw', models.JSONField()),
                ('splits', models.TextField()),
                ('used', models.BooleanField()),
                ('is_stale', models.BooleanField()),
                ('counts', models.BooleanField()),
            ],
            options={
                'db_table': 'reviews_clearance',
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('pk', models.CompositePrimaryKey('subject', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=32)),
                ('id', models.TextField()),
                ('raised_at', models.DateTimeField()),
                ('raised_by', models.TextField()),
                ('post', models.TextField()),
                ('cause', models.TextField()),
                ('open', models.BooleanField()),
                ('released_by', models.TextField()),
            ],
            options={
                'db_table': 'reviews_hold',
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('subject', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('person', models.TextField()),
                ('agency', models.TextField()),
                ('post', models.TextField()),
                ('crossing', models.TextField()),
                ('ground', models.TextField()),
                ('requests', models.IntegerField()),
                ('requested_at', models.DateTimeField(null=True)),
                ('requested_by', models.TextField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('reviewed_by', models.TextField()),
                ('answer', models.TextField()),
                ('state', models.TextField()),
                ('is_contested', models.BooleanField()),
                ('is_open', models.BooleanField()),
                ('open_holds', models.IntegerField()),
                ('refused_at', models.DateTimeField(null=True)),
                ('refused_by', models.TextField()),
                ('owner', models.TextField()),
                ('clearance', models.TextField()),
                ('flags', models.JSONField()),
                ('attempts', models.IntegerField()),
                ('last_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'reviews_review',
                'indexes': [models.Index(fields=['is_open', 'requested_at'], name='reviews_review_open'), models.Index(fields=['is_contested'], name='reviews_review_contested')],
            },
        ),
    ]
