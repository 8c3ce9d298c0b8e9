"""Addresses of the released tables; part of the protection desk, and for everyone who works here."""

from django.urls import path

from safeconduct.desks.protection import released_tables

RELEASED = [
    path("tables/", released_tables.index, name="released"),
    path("tables/<str:name>/", released_tables.table, name="released_table"),
    path("tables/<str:name>/table.xlsx", released_tables.file, name="released_file"),
    path("tables/<str:name>/propose/", released_tables.propose, name="released_propose"),
    path("proposals/<str:proposal_id>/", released_tables.proposal, name="released_proposal"),
    path("proposals/<str:proposal_id>/sign/", released_tables.sign, name="released_sign"),
    path("proposals/<str:proposal_id>/refuse/", released_tables.refuse, name="released_refuse"),
]
