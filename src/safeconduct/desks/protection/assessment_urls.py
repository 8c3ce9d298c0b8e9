"""Addresses of assessments of harm and data protection; part of the protection desk, on every node."""

from django.urls import path

from safeconduct.desks.protection import assessments, fled_states

ASSESSMENTS = [
    path("states-fled/", fled_states.page, name="fled_states"),
    path("states-fled/propose/", fled_states.propose, name="fled_propose"),
    path("states-fled/sign/", fled_states.sign, name="fled_sign"),
    path("assessments/", assessments.index, name="assessments"),
    path("assessments/new/", assessments.write, name="assessment_new"),
    path("assessments/<str:assessment>/", assessments.one, name="assessment"),
    path("assessments/<str:assessment>/change/", assessments.change, name="assessment_change"),
    path("assessments/<str:assessment>/sign/", assessments.sign, name="assessment_sign"),
    path("assessments/<str:assessment>/withdraw/", assessments.withdraw, name="assessment_withdraw"),
]
