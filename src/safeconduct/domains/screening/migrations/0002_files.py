"""The tables of an agency's files."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('screening', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FileCategory',
            fields=[
                ('pk', models.CompositePrimaryKey('subject', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=32)),
                ('id', models.TextField()),
                ('category', models.CharField(max_length=32)),
                ('code', models.CharField(max_length=32)),
                ('sensitive', models.BooleanField()),
                ('reasons', models.JSONField()),
            ],
            options={
                'db_table': 'screening_category',
            },
        ),
        migrations.CreateModel(
            name='IntakePlace',
            fields=[
                ('id', models.IntegerField(primary_key=True, serialize=False)),
                ('position', models.BigIntegerField()),
            ],
            options={
                'db_table': 'screening_intake',
            },
        ),
        migrations.CreateModel(
            name='File',
            fields=[
                ('subject', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('token', models.CharField(max_length=32)),
                ('post', models.CharField(max_length=32)),
                ('post_name', models.TextField()),
                ('day', models.CharField(max_length=10)),
                ('person', models.CharField(max_length=32)),
                ('group', models.CharField(max_length=32)),
                ('minor', models.CharField(max_length=32)),
                ('sex', models.CharField(max_length=32)),
                ('age_band', models.CharField(max_length=32)),
                ('language', models.TextField()),
                ('note', models.TextField()),
                ('card', models.JSONField()),
                ('cues', models.JSONField()),
                ('answers', models.JSONField()),
                ('opened_at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
                ('interviews', models.IntegerField()),
                ('open_needs', models.IntegerField()),
                ('priority', models.CharField(max_length=32)),
                ('due_at', models.DateTimeField(null=True)),
                ('versions', models.JSONField()),
                ('erased', models.BooleanField()),
            ],
            options={
                'db_table': 'screening_file',
                'indexes': [models.Index(fields=['due_at'], name='screening_file_due'), models.Index(fields=['group'], name='screening_file_group')],
            },
        ),
        migrations.CreateModel(
            name='FileNeed',
            fields=[
                ('pk', models.CompositePrimaryKey('subject', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=32)),
                ('id', models.TextField()),
                ('need', models.CharField(max_length=32)),
                ('service', models.CharField(max_length=32)),
                ('priority', models.CharField(max_length=32)),
                ('due_at', models.DateTimeField()),
                ('reasons', models.JSONField()),
                ('is_open', models.BooleanField()),
                ('outcome', models.CharField(max_length=32)),
                ('remark', models.TextField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by', models.CharField(max_length=32)),
            ],
            options={
                'db_table': 'screening_need',
                'indexes': [models.Index(fields=['is_open', 'due_at'], name='screening_need_due')],
            },
        ),
    ]
