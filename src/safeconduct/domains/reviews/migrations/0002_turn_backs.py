"""Reports that people were turned back; when a refusal was carried out."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='review',
            name='carried_out_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='TurnBack',
            fields=[
                ('subject', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('post', models.TextField()),
                ('day', models.TextField()),
                ('people', models.IntegerField()),
                ('source', models.TextField()),
                ('reported_at', models.DateTimeField()),
                ('reported_by', models.TextField()),
                ('retracted', models.TextField()),
            ],
            options={
                'db_table': 'reviews_turn_back',
                'indexes': [models.Index(fields=['day'], name='reviews_turn_back_day')],
            },
        ),
    ]
