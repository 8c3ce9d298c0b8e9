"""Django's settings. Everything secret comes from the vault when the node is opened, never from here."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from safeconduct.foundation.web.csp import CONTENT_SECURITY_POLICY as CSP
from safeconduct.foundation.web.csp import SECURITY_SETTINGS

HOME = Path(os.environ.get("SAFECONDUCT_HOME", Path.home() / ".safeconduct"))
DEBUG = False
SECRET_KEY = secrets.token_hex(32)  # replaced by the vault's when the node is opened
ALLOWED_HOSTS = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    "testserver",
    *filter(None, os.environ.get("SAFECONDUCT_HOSTS", "").split(",")),
]
ROOT_URLCONF = "safeconduct.entrypoints.urls"
WSGI_APPLICATION = "safeconduct.entrypoints.server.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "safeconduct.foundation.journal",
    "safeconduct.foundation.places",
    "safeconduct.foundation.access",
    "safeconduct.foundation.compartments",
    "safeconduct.foundation.nodes",
    "safeconduct.foundation.exchange",
    "safeconduct.foundation.web",
    "safeconduct.domains.people",
    "safeconduct.domains.crossings",
    "safeconduct.domains.partners",
    "safeconduct.domains.referrals",
    "safeconduct.domains.screening",
    "safeconduct.domains.health",
    "safeconduct.domains.protection",
    "safeconduct.domains.cases",
    "safeconduct.domains.reviews",
    "safeconduct.domains.liberty",
    "safeconduct.domains.assessments",
    "safeconduct.domains.accountability",
    "safeconduct.desks.entrance",
    "safeconduct.desks.border_post",
    "safeconduct.desks.administration",
    "safeconduct.desks.protection",
    "safeconduct.desks.cases",
    "safeconduct.desks.referrals",
    "safeconduct.desks.health",
    "safeconduct.desks.oversight",
    "safeconduct.desks.liberty",
    "safeconduct.desks.focal_point",
    "safeconduct.entrypoints",
]


def _database() -> dict[str, object]:
    url = os.environ.get("SAFECONDUCT_DATABASE", "")
    if not url:
        return {
            "ENGINE": "safeconduct.foundation.vault.sqlcipher",
            "NAME": str(HOME / "safeconduct.db"),
            "CONN_MAX_AGE": None,
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,
    }


DATABASES = {"default": _database()}

MIDDLEWARE = [
    "safeconduct.entrypoints.doors.DoorMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "safeconduct.foundation.web.middleware.PrivacyHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "safeconduct.foundation.web.middleware.LanguageMiddleware",
    "safeconduct.foundation.web.middleware.PostZoneMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "safeconduct.entrypoints.problems.ProblemMiddleware",
    "safeconduct.entrypoints.signed_in.SignedInMiddleware",
    "safeconduct.entrypoints.profiles.ProfileMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.messages.context_processors.messages",
                "safeconduct.foundation.web.shell.shell",
            ]
        },
    }
]
SAFECONDUCT_TRAINING = False  # set when a training node is opened
SAFECONDUCT_NODE_NAME = ""  # set when the node is opened
SAFECONDUCT_LAN = None  # how the node is reached on the local network, while it is served there
SAFECONDUCT_PROFILE, SAFECONDUCT_AGENCY = "post", ""  # set when the node is opened
SAFECONDUCT_ACTIVATION = "ordinary"  # until an administrator says otherwise for the area
SAFECONDUCT_IDLE_SECONDS = 300  # assumption: five minutes without a key locks the screen
SAFECONDUCT_SHELL = "safeconduct.entrypoints.shell.shell_of"
SAFECONDUCT_POST_ZONE = "safeconduct.entrypoints.shell.zone_of_page"

CONTENT_SECURITY_POLICY = CSP

SESSION_ENGINE = "safeconduct.foundation.access.session_store"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
MESSAGE_TAGS = {20: "green", 25: "green", 30: "amber", 40: "red"}
SESSION_COOKIE_AGE = 12 * 3600  # assumption: the longest shift
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "safeconduct.entrypoints.problems.csrf_failed"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# Photos and lists of people are kept in memory alone: Django's other handler writes them to the disk in the clear.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 26 * 1024 * 1024

globals().update(SECURITY_SETTINGS)

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("ar", _("Arabic")), ("es", _("Spanish"))]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "foundation" / "web" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
