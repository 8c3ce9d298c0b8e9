"""Addresses of the report, the staffing calculator, files and paper forms; part of the desk's addresses."""

from django.urls import path

from safeconduct.desks.border_post import report, staffing

REPORTS_FILES_PAPER = [
    path("report/", report.page, name="report"),
    path("report/daily.<str:kind>", report.file, name="report_file"),
    path("staffing/", staffing.page, name="staffing"),
]
