"""Reviews, as a Django app."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    """Label `reviews`."""

    name = "safeconduct.domains.reviews"
    label = "reviews"
