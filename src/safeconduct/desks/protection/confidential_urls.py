"""Addresses of what is kept in confidence on an agency's node; part of the protection desk."""

from django.urls import path

from safeconduct.desks.protection import (
    confidential_files,
    confidential_interview,
    custody,
    custody_sheets,
    emergencies,
)

CONFIDENTIAL = [
    path("needs/", confidential_files.needs, name="needs"),
    path("files/", confidential_files.index, name="files_list"),
    path("files/new/", confidential_files.new, name="file_new"),
    path("files/<str:file_id>/", confidential_files.one, name="file"),
    path("files/<str:file_id>/settle/", confidential_files.settle, name="file_settle"),
    path("files/<str:file_id>/assess/", confidential_files.assess, name="file_assess"),
    path("files/<str:file_id>/erase/", confidential_files.erase, name="file_erase"),
    path("files/<str:file_id>/interview/", confidential_interview.page, name="file_interview"),
    path("compartments/", custody.index, name="compartments"),
    path("compartments/<str:key>/", custody.one, name="compartment"),
    path("compartments/<str:key>/give/", custody.give, name="compartment_give"),
    path("compartments/<str:key>/take/", custody.take, name="compartment_take"),
    path("compartments/<str:key>/sheets/", custody.sheets, name="compartment_sheets"),
    path("compartments/<str:key>/drill/", custody_sheets.drill, name="compartment_drill"),
    path("compartments/<str:key>/emergency/", custody_sheets.emergency, name="compartment_emergency"),
    path("emergencies/", emergencies.index, name="emergencies"),
    path("emergencies/review/", emergencies.review, name="emergency_review"),
]
