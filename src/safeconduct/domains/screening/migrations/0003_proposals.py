"""Proposals for released tables, and the tables in force."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('screening', '0002_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('subject', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=32)),
                ('content', models.JSONField()),
                ('base', models.IntegerField()),
                ('why', models.TextField()),
                ('proposed_by', models.CharField(max_length=32)),
                ('proposed_at', models.DateTimeField()),
                ('state', models.CharField(max_length=32)),
                ('signatures', models.JSONField()),
                ('lowers', models.JSONField()),
                ('version', models.IntegerField()),
                ('released_at', models.DateTimeField(null=True)),
                ('refused_by', models.CharField(max_length=32)),
                ('refused_why', models.TextField()),
            ],
            options={
                'db_table': 'screening_proposal',
                'indexes': [models.Index(fields=['name', 'version'], name='screening_proposal_version')],
            },
        ),
    ]
