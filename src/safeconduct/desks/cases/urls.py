"""Addresses of cases."""

from django.urls import path

from safeconduct.desks.cases import cases

app_name = "cases"
urlpatterns = [
    path("", cases.index, name="cases"),
    path("new/", cases.new, name="case_new"),
    path("<str:case_id>/", cases.one, name="case"),
    path("<str:case_id>/<slug:step>/", cases.step, name="case_step"),
]
