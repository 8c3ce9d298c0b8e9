"""Addresses of the report, the staffing calculator, files and paper forms; part of the desk's addresses."""

from django.urls import path

from safeconduct.desks.border_post import files, imports, paper, report, staffing

REPORTS_FILES_PAPER = [
    path("report/", report.page, name="report"),
    path("report/daily.<str:kind>", report.file, name="report_file"),
    path("staffing/", staffing.page, name="staffing"),
    path("files/", files.page, name="files"),
    path("files/export/<str:what>.<str:form>", files.export, name="export"),
    path("files/forms/", files.issue, name="files_issue"),
    path("files/forms/<str:batch>.pdf", files.forms_pdf, name="files_forms"),
    path("files/template/<str:kind>.<str:form>", imports.template_file, name="import_template"),
    path("files/import/", imports.dry_run, name="import_dry_run"),
    path("files/import/<str:upload>/", imports.one, name="import_file"),
    path("files/import/<str:upload>/discard/", imports.discard, name="import_discard"),
    path("paper/", paper.page, name="paper"),
    path("paper/<str:serial>/", paper.form, name="paper_form"),
]
