"""Addresses of the desk of liberty."""

from django.urls import path

from safeconduct.desks.liberty import alternatives, correcting, listing, paper, record, recording, watching

app_name = "liberty"
urlpatterns = [
    path("", listing.index, name="liberty"),
    path("new/", recording.new, name="liberty_new"),
    path("watch/", watching.page, name="liberty_watch"),
    path("counts.csv", listing.export, name="liberty_counts"),
    path("<str:person_id>/", record.one, name="liberty_one"),
    path("<str:person_id>/paper.pdf", paper.pdf, name="liberty_paper"),
    path("<str:person_id>/alternatives/", alternatives.page, name="liberty_alternatives"),
    path("<str:person_id>/<str:deprivation_id>/correct/", correcting.page, name="liberty_correct"),
]
