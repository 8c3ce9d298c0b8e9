"""Two tables with every kind of column whose value passes through a converter; import after Django is set up."""

from django.apps.registry import Apps
from django.db import models


class Post(models.Model):
    name = models.CharField(max_length=80, unique=True)

    class Meta:
        app_label = "vault_tests"
        apps = Apps()


class Traveller(models.Model):
    name = models.CharField(max_length=200)
    post = models.ForeignKey(Post, on_delete=models.CASCADE)
    is_minor = models.BooleanField()
    born_on = models.DateField(null=True)
    seen_at = models.DateTimeField()
    woke_at = models.TimeField()
    waited = models.DurationField()
    height_m = models.DecimalField(max_digits=5, decimal_places=2)
    key = models.UUIDField()
    needs = models.JSONField()
    photo = models.BinaryField()
    notes = models.TextField(blank=True)

    class Meta:
        app_label = "vault_tests"
        apps = Post._meta.apps
        constraints = [models.CheckConstraint(condition=models.Q(height_m__gt=0), name="height_is_positive")]


MODELS = [Post, Traveller]
