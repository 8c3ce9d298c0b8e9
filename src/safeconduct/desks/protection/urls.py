"""Addresses of the protection desk."""

from django.urls import path

from safeconduct.desks.protection import agencies, agreements, contacts

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
]
