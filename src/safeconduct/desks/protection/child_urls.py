"""Addresses of children and families on an agency's node; part of the protection desk."""

from django.urls import path

from safeconduct.desks.protection import children

CHILDREN = [
    path("children/", children.index, name="children"),
    path("children/new/", children.new, name="child_new"),
    path("children/<str:child_id>/", children.one, name="child"),
    path("children/<str:child_id>/<slug:step>/", children.step, name="child_step"),
]
