"""Entries of shared subjects whose words were removed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0002_secret'),
    ]

    operations = [
        migrations.CreateModel(
            name='ErasedWords',
            fields=[
                ('pk', models.CompositePrimaryKey('subject', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=32)),
                ('id', models.CharField(max_length=120)),
            ],
            options={
                'db_table': 'journal_erased_words',
            },
        ),
    ]
