"""Addresses of the entrance."""

from django.urls import path

from safeconduct.desks.entrance import pages

app_name = "entrance"
urlpatterns = [
    path("sign-in/", pages.sign_in, name="sign_in"),
    path("sign-in/language/", pages.language, name="language"),
    path("sign-in/theme/", pages.theme, name="theme"),
    path("sign-out/", pages.sign_out, name="sign_out"),
    path("lock/", pages.lock, name="lock"),
    path("choose-post/", pages.choose_post, name="choose_post"),
    path("", pages.home, name="home"),
]
