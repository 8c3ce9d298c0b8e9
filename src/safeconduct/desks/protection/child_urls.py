"""Addresses of children and families on an agency's node; part of the protection desk."""

from django.urls import path

from safeconduct.desks.protection import children, families, guardians

CHILDREN = [
    path("children/", children.index, name="children"),
    path("children/new/", children.new, name="child_new"),
    path("children/assign/", guardians.assign, name="child_assign"),
    path("families/", families.index, name="families"),
    path("families/new/", families.seek, name="family_seek"),
    path("tracing/<str:request_id>/", families.tracing, name="tracing"),
    path("tracing/<str:request_id>/judge/", families.judge, name="tracing_judge"),
    path("tracing/<str:request_id>/<slug:step>/", families.tracing_step, name="tracing_step"),
    path("reunification/<str:reunification_id>/", families.reunification, name="reunification"),
    path("reunification/<str:reunification_id>/<slug:step>/", families.reunification_step, name="reunification_step"),
    path("guardians/", guardians.index, name="guardians"),
    path("guardians/new/", guardians.new, name="guardian_new"),
    path("guardians/<str:guardian_id>/", guardians.one, name="guardian"),
    path("guardians/<str:guardian_id>/<slug:step>/", guardians.step, name="guardian_step"),
    path("children/<str:child_id>/", children.one, name="child"),
    path("children/<str:child_id>/<slug:step>/", children.step, name="child_step"),
]
