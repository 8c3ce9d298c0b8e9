"""Addresses of the border-post desk."""

from django.urls import path

from safeconduct.desks.border_post import code_fields, decide, headcount, mrz, register, slip

app_name = "post"
urlpatterns = [
    path("codes/states.json", code_fields.states_json, name="states"),
    path("codes/languages.json", code_fields.languages_json, name="languages"),
    path("register/", register.new_group, name="register"),
    path("register/<str:group_id>/", register.group, name="group"),
    path("register/<str:group_id>/crosses/", register.register_crossing, name="register_crossing"),
    path("mrz/", mrz.read, name="mrz"),
    path("crossing/<str:crossing_id>/decide/", decide.decide, name="decide"),
    path("crossing/<str:crossing_id>/slip.pdf", slip.pdf, name="slip"),
    path("crossing/<str:crossing_id>/slip.bin", slip.escpos, name="slip_escpos"),
    path("headcount/", headcount.page, name="headcount"),
    path("headcount/count/", headcount.count, name="headcount_count"),
    path("headcount/undo/", headcount.undo, name="headcount_undo"),
    path("headcount/observed/", headcount.observed, name="headcount_observed"),
    path("headcount/keyed/", headcount.keyed, name="headcount_keyed"),
]
