"""The node's own table, as a Django app."""

from django.apps import AppConfig


class NodesConfig(AppConfig):
    """Label `nodes`."""

    name = "safeconduct.foundation.nodes"
    label = "nodes"
