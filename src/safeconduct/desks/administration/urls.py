"""Addresses of the administration desk."""

from django.urls import path

from safeconduct.desks.administration import (
    exchange,
    exchange_files,
    gazetteers,
    local_network,
    node,
    posts,
    resets,
    users,
)

app_name = "administration"
urlpatterns = [
    path("users/", users.index, name="users"),
    path("users/new/", users.create, name="new_user"),
    path("users/<str:user>/", users.one, name="user"),
    path("users/<str:user>/change/", users.change, name="change_user"),
    path("users/<str:user>/disable/", users.disable, name="disable_user"),
    path("users/<str:user>/reset/", users.propose_reset, name="propose_reset"),
    path("resets/", resets.index, name="resets"),
    path("resets/<str:user>/", resets.answer, name="answer_reset"),
    path("sessions/", users.sessions, name="sessions"),
    path("sessions/end/", users.end_session, name="end_session"),
    path("posts/", posts.index, name="posts"),
    path("posts/new/", posts.one, name="new_post"),
    path("posts/<str:post>/", posts.one, name="post"),
    path("gazetteers/", gazetteers.page, name="gazetteers"),
    path("gazetteers/try/", gazetteers.try_out, name="gazetteer_try"),
    path("gazetteers/load/", gazetteers.load, name="gazetteer_load"),
    path("gazetteers/<int:gazetteer>/", gazetteers.change, name="gazetteer"),
    path("exchange/", exchange.page, name="exchange"),
    path("exchange/nodes/", exchange.nodes, name="exchange_nodes"),
    path("exchange/now/", exchange.now, name="exchange_now"),
    path("exchange/introduction/", exchange_files.introduction, name="exchange_introduction"),
    path("exchange/introduce/", exchange_files.introduce, name="exchange_introduce"),
    path("exchange/read/", exchange_files.read, name="exchange_read"),
    path("exchange/aside/<str:item>/", exchange.aside, name="exchange_aside"),
    path("exchange/<str:node>/", exchange.peer, name="exchange_peer"),
    path("exchange/<str:node>/revoke/", exchange.revoke, name="exchange_revoke"),
    path("exchange/<str:node>/file/<str:what>/", exchange_files.write, name="exchange_file"),
    path("settings/", node.band, name="settings"),
    path("health/", node.health, name="health"),
    path("local-network/", local_network.page, name="local_network"),
    path("about/", node.about, name="about"),
]
