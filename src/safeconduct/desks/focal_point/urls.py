"""Addresses of the focal point's desk."""

from django.urls import path

from safeconduct.desks.focal_point import cases

app_name = "conduct"
urlpatterns = [
    path("", cases.index, name="misconduct"),
    path("export.csv", cases.export, name="conduct_export"),
    path("<str:case_id>/", cases.one, name="conduct_one"),
    path("<str:case_id>/<str:move>/", cases.move, name="conduct_move"),
]
