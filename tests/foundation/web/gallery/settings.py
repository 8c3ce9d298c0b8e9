"""Settings of the component gallery: the shared pages alone, no database, strict headers as in the real house."""

from pathlib import Path

from safeconduct.foundation.web.csp import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY
from safeconduct.foundation.web.csp import SECURITY_SETTINGS

globals().update(SECURITY_SETTINGS)

HERE = Path(__file__).parent
SECRET_KEY = "gallery-only"
DEBUG = True
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
ROOT_URLCONF = "tests.foundation.web.gallery.pages"
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "safeconduct.foundation.web",
    "tests.foundation.web.gallery",
]
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "safeconduct.foundation.web.middleware.PrivacyHeadersMiddleware",
    "safeconduct.foundation.web.middleware.LanguageMiddleware",
    "safeconduct.foundation.web.middleware.PostZoneMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "safeconduct.foundation.web.shell.shell",
            ]
        },
    }
]
STATIC_URL = "/static/"
LANGUAGE_CODE = "en"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("ar", "العربية"), ("es", "Español")]
SAFECONDUCT_SHELL = "tests.foundation.web.gallery.pages.shell_of"
SAFECONDUCT_POST_ZONE = "tests.foundation.web.gallery.pages.zone_of"
