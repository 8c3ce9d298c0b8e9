"""Addresses of cases."""

from django.urls import path

from safeconduct.desks.cases import calendar, caseload, cases, printing

app_name = "cases"
urlpatterns = [
    path("", cases.index, name="cases"),
    path("new/", cases.new, name="case_new"),
    path("calendar/", calendar.page, name="case_calendar"),
    path("caseload/", caseload.index, name="caseload"),
    path("caseload/counts.csv", caseload.counts, name="case_counts"),
    path("caseload/<str:user_id>/", caseload.move, name="caseload_move"),
    path("caseload/<str:user_id>/capacity/", caseload.capacity, name="caseload_capacity"),
    path("<str:case_id>/", cases.one, name="case"),
    path("<str:case_id>/print/", printing.page, name="case_print"),
    path("<str:case_id>/<slug:step>/", cases.step, name="case_step"),
]
