"""Addresses of children and families on an agency's node; part of the protection desk."""

from django.urls import path

from safeconduct.desks.protection import children, guardians

CHILDREN = [
    path("children/", children.index, name="children"),
    path("children/new/", children.new, name="child_new"),
    path("children/assign/", guardians.assign, name="child_assign"),
    path("guardians/", guardians.index, name="guardians"),
    path("guardians/new/", guardians.new, name="guardian_new"),
    path("guardians/<str:guardian_id>/", guardians.one, name="guardian"),
    path("guardians/<str:guardian_id>/<slug:step>/", guardians.step, name="guardian_step"),
    path("children/<str:child_id>/", children.one, name="child"),
    path("children/<str:child_id>/<slug:step>/", children.step, name="child_step"),
]
