"""Addresses of the oversight desk."""

from django.urls import path

from safeconduct.desks.oversight import focal_point, log, overview, reviews, turn_backs, watching

app_name = "oversight"
urlpatterns = [
    path("overview/", overview.index, name="overview"),
    path("overview/export.csv", overview.export, name="overview_export"),
    path("log/", log.index, name="log"),
    path("log/export.csv", log.export, name="export_log"),
    path("waits/", watching.waits, name="waits"),
    path("corrections/", watching.corrections, name="corrections"),
    path("reviews/", reviews.index, name="reviews"),
    path("turned-back/", turn_backs.page, name="turn_backs"),
    path("focal-point/", focal_point.page, name="focal_point"),
    path("integrity/", watching.wholeness, name="integrity"),
]
