"""Addresses of the border-post desk."""

from django.urls import path

from safeconduct.desks.border_post import headcount

app_name = "post"
urlpatterns = [
    path("headcount/", headcount.page, name="headcount"),
    path("headcount/count/", headcount.count, name="headcount_count"),
    path("headcount/undo/", headcount.undo, name="headcount_undo"),
    path("headcount/observed/", headcount.observed, name="headcount_observed"),
    path("headcount/keyed/", headcount.keyed, name="headcount_keyed"),
]
