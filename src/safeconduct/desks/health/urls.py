"""Addresses of the health desk."""

from django.urls import path

from safeconduct.desks.health import care, events, measures, told

app_name = "health"
urlpatterns = [
    path("", care.board, name="care"),
    path("find/", care.find, name="care_find"),
    path("group/<str:crossing_id>/", care.group, name="care_group"),
    path("group/<str:crossing_id>/check/", care.check, name="care_check"),
    path("group/<str:crossing_id>/isolation/", measures.begin_isolation, name="care_isolate"),
    path("group/<str:crossing_id>/ambulance/", measures.call_ambulance, name="care_ambulance"),
    path("isolation/<str:isolation_id>/", measures.isolation, name="care_isolation"),
    path("ambulance/<str:ambulance_id>/", measures.ambulance, name="care_moved"),
    path("events/", events.index, name="events"),
    path("events/new/", events.new, name="event_new"),
    path("events/<str:event_id>/", events.one, name="event"),
    path("told/", told.index, name="told"),
    path("told/<str:event_id>/", told.tell, name="tell"),
]
