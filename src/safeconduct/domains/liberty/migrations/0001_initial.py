"""Who was held, alternatives to it, and what alarms oversight."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('pk', models.CompositePrimaryKey('subject', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=32)),
                ('id', models.TextField()),
                ('at', models.DateTimeField()),
                ('actor', models.TextField()),
                ('identity', models.TextField()),
                ('ties', models.JSONField()),
                ('needs', models.JSONField()),
                ('risks', models.JSONField()),
                ('suited', models.JSONField()),
                ('words', models.JSONField()),
            ],
            options={
                'db_table': 'liberty_assessment',
            },
        ),
        migrations.CreateModel(
            name='LibertyRecord',
            fields=[
                ('subject', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('person', models.TextField()),
                ('agency', models.TextField()),
                ('is_registered', models.BooleanField()),
                ('held', models.IntegerField()),
                ('alternatives', models.IntegerField()),
                ('is_erased', models.BooleanField()),
            ],
            options={
                'db_table': 'liberty_record',
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('pk', models.CompositePrimaryKey('subject', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=32)),
                ('id', models.TextField()),
                ('about', models.TextField()),
                ('what', models.TextField()),
                ('code', models.TextField()),
                ('detail', models.TextField()),
                ('at', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('actor', models.TextField()),
                ('words', models.JSONField()),
            ],
            options={
                'db_table': 'liberty_step',
            },
        ),
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('pk', models.CompositePrimaryKey('subject', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=32)),
                ('id', models.TextField()),
                ('person', models.TextField()),
                ('deprivation', models.TextField()),
                ('kind', models.TextField()),
                ('post', models.TextField()),
                ('raised_at', models.DateTimeField()),
                ('open', models.BooleanField()),
                ('done', models.JSONField()),
                ('done_by', models.TextField()),
                ('done_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'liberty_alarm',
                'indexes': [models.Index(fields=['open', 'raised_at'], name='liberty_alarm_open')],
            },
        ),
        migrations.CreateModel(
            name='Alternative',
            fields=[
                ('pk', models.CompositePrimaryKey('subject', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=32)),
                ('id', models.TextField()),
                ('person', models.TextField()),
                ('post', models.TextField()),
                ('kind', models.TextField()),
                ('assessment', models.TextField()),
                ('ground', models.TextField()),
                ('lesser', models.JSONField()),
                ('conditions', models.JSONField()),
                ('consent', models.TextField()),
                ('family', models.TextField()),
                ('imposed_at', models.DateTimeField()),
                ('imposed_by', models.TextField()),
                ('until', models.DateTimeField()),
                ('breaches', models.IntegerField()),
                ('appeal', models.TextField()),
                ('ended', models.TextField()),
                ('is_open', models.BooleanField()),
                ('words', models.JSONField()),
            ],
            options={
                'db_table': 'liberty_alternative',
                'indexes': [models.Index(fields=['is_open', 'until'], name='liberty_alt_open')],
            },
        ),
        migrations.CreateModel(
            name='Deprivation',
            fields=[
                ('pk', models.CompositePrimaryKey('subject', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=32)),
                ('id', models.TextField()),
                ('person', models.TextField()),
                ('post', models.TextField()),
                ('crossing', models.TextField()),
                ('ground', models.TextField()),
                ('authority', models.TextField()),
                ('facility', models.TextField()),
                ('since', models.DateTimeField()),
                ('language', models.TextField()),
                ('told_reasons', models.TextField()),
                ('told_rights', models.TextField()),
                ('lawyer', models.TextField()),
                ('interpreter', models.TextField()),
                ('vulnerability', models.TextField()),
                ('seen_at_entry', models.JSONField()),
                ('minor', models.TextField()),
                ('consular', models.TextField()),
                ('consulate_told', models.TextField()),
                ('consulate_told_at', models.DateTimeField(null=True)),
                ('state', models.TextField()),
                ('is_contested', models.BooleanField()),
                ('contested', models.JSONField()),
                ('is_open', models.BooleanField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('reviews', models.IntegerField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('review_due', models.DateTimeField()),
                ('over_at', models.DateTimeField(null=True)),
                ('voided', models.TextField()),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.TextField()),
                ('words', models.JSONField()),
            ],
            options={
                'db_table': 'liberty_deprivation',
                'indexes': [models.Index(fields=['is_open', 'review_due'], name='liberty_depr_due'), models.Index(fields=['is_open', 'over_at'], name='liberty_depr_over'), models.Index(fields=['post', 'since'], name='liberty_depr_post')],
            },
        ),
    ]
