"""Addresses of the protection desk."""

from django.urls import path

from safeconduct.desks.protection import (
    agencies,
    agreements,
    change_requests,
    contacts,
    directory,
    directory_export,
    directory_import,
    reviews,
)
from safeconduct.desks.protection.assessment_urls import ASSESSMENTS
from safeconduct.desks.protection.child_urls import CHILDREN
from safeconduct.desks.protection.confidential_urls import CONFIDENTIAL
from safeconduct.desks.protection.released_urls import RELEASED

app_name = "protection"
urlpatterns = [
    path("agencies/", agencies.index, name="agencies"),
    path("agencies/new/", agencies.edit, name="agency_new"),
    path("agencies/<str:agency>/", agencies.one, name="agency"),
    path("agencies/<str:agency>/change/", agencies.edit, name="agency_change"),
    path("agencies/<str:agency>/contact/", contacts.name, name="agency_contact"),
    path("agencies/<str:agency>/agreement/", agreements.draft, name="agency_agreement"),
    path("contacts/<str:contact>/", contacts.change, name="contact"),
    path("contacts/<str:contact>/end/", contacts.end, name="contact_end"),
    path("agreements/<str:agreement>/", agreements.one, name="agreement"),
    path("agreements/<str:agreement>/move/", agreements.move, name="agreement_move"),
    path("reviews/", reviews.index, name="reviews"),
    path("reviews/<str:person_id>/", reviews.one, name="review_one"),
    path("directory/", directory.index, name="directory"),
    path("directory/new/", directory.edit, name="service_new"),
    path("directory/requests/", change_requests.index, name="change_requests"),
    path("directory/files/", directory_import.page, name="directory_files"),
    path("directory/files/try/", directory_import.dry_run, name="directory_try"),
    path("directory/files/<str:upload>/import/", directory_import.carry_out, name="directory_carry_out"),
    path("directory/files/services.<str:form>", directory_export.services, name="directory_export"),
    path("directory/<str:service>/", directory.one, name="service"),
    path("directory/<str:service>/change/", directory.edit, name="service_change"),
    path("directory/<str:service>/capacity/", directory.capacity, name="service_capacity"),
    path("directory/<str:service>/confirm/", directory.confirm, name="service_confirm"),
    path("directory/<str:service>/answer/", change_requests.answer, name="change_answer"),
    *ASSESSMENTS,
    *CHILDREN,
    *CONFIDENTIAL,
    *RELEASED,
]
