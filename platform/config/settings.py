"""Every setting of Szansa, read from the environment. Names and meanings: `.env.example`."""

import re
from importlib.util import find_spec
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import env
from config.embedded_pg import EmbeddedPostgres
from core.tenancy.roles import Role, prefix_for

BASE_DIR = Path(__file__).resolve().parents[2]
VERSION = re.search(r"^## (\S+)", (BASE_DIR / "CHANGELOG.md").read_text(), re.MULTILINE)[1]

ENVIRONMENT = env.choice("SZANSA_ENV", ("development", "production"), default="development")
PRODUCTION = ENVIRONMENT == "production"
DEBUG = False
DATA_DIR = Path(env.text("SZANSA_DATA_DIR", default=str(BASE_DIR / ".data")))
PROCESS = env.choice(
    "SZANSA_PROCESS",
    ("web", "worker", "files", "publisher", "operations", "scheduler", "command"),
    default="command",
)
DEMO = env.flag("SZANSA_DEMO", default=not PRODUCTION)

if PRODUCTION:
    SECRET_KEY = env.secret("SECRET_KEY")
else:
    SECRET_KEY = env.secret("SECRET_KEY", default="development-only-" + "x" * 50)

# --- addresses -----------------------------------------------------------------------------------
BASE_DOMAIN = env.text("BASE_DOMAIN", default="localhost")
PUBLIC_PORT = env.number(
    "PUBLIC_PORT", default=443 if PRODUCTION else 8000, at_least=1, at_most=65535
)
HTTPS = env.flag("HTTPS", default=PRODUCTION)
ALLOWED_HOSTS = [BASE_DOMAIN, f".{BASE_DOMAIN}"]
ROOT_URLCONF = "config.urls_public"
TENANT_URLCONF = "config.urls_tenant"

# --- database ------------------------------------------------------------------------------------
DATABASE_URL = env.secret("DATABASE_URL", default="")
DATABASE_NAME = env.text("EMBEDDED_DATABASE", default="szansa")
_by_url = env.url_of_database("DATABASE_URL") if DATABASE_URL else None
_name = _by_url["NAME"] if _by_url else DATABASE_NAME
DATABASE_ROLE_PREFIX = env.text("DATABASE_ROLE_PREFIX", default=prefix_for(_name))
# Each process signs in as the role that may do its work and nothing more.
_login = {
    "web": Role.WEB,
    "worker": Role.WEB,
    "files": Role.WEB,
    "scheduler": Role.WEB,
    "publisher": Role.PUBLISHING,
}.get(PROCESS, Role.OWNER)
EMBEDDED_POSTGRES = None
if _by_url:
    _database = _by_url
else:
    EMBEDDED_POSTGRES = EmbeddedPostgres(
        Path(env.text("EMBEDDED_POSTGRES_HOME", default=str(DATA_DIR / "postgres"))),
        throwaway=env.flag("EMBEDDED_POSTGRES_THROWAWAY", default=False),
    )
    _database = {
        "NAME": DATABASE_NAME,
        "USER": f"{DATABASE_ROLE_PREFIX}_{_login}",
        "HOST": str(EMBEDDED_POSTGRES.socket_dir),
    }
DATABASES = {
    "default": {
        "ENGINE": "core.tenancy.backend",
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        **_database,
    }
}
# The role taken where no other is named; tests sign in as one role and act as web.
DATABASE_DEFAULT_ROLE = env.text("DATABASE_DEFAULT_ROLE", default="") or None
DATABASE_ROLE_PASSWORDS = {
    Role.WEB: env.secret("WEB_DATABASE_PASSWORD", default=""),
    Role.PUBLISHING: env.secret("PUBLISHING_DATABASE_PASSWORD", default=""),
    Role.QUEUE: env.secret("QUEUE_DATABASE_PASSWORD", default=""),
}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
TENANT_MODEL = "tenants.Tenant"
TENANT_DOMAIN_MODEL = "tenants.Domain"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = [
    "django_tenants.W001",  # our own migrations run in schemas, not django-tenants' executor
    "security.W004",  # HSTS is the proxy's (deploy/nginx), where the certificate is
    "security.W008",  # so is the redirect to HTTPS
]

# --- apps ----------------------------------------------------------------------------------------
SHARED_APPS = [
    "config",
    "ui",
    "core.platform_ledger",
    "territory",
    "accounts",
    "tenants",
    "tenants.credentials",
    "tenants.organisations",
    "indicators.definitions",
    "indicators.programme_targets",
    "indicators.programme_periods",
    "indicators.facts",
    "indicators.drafts",
    "dashboards.metropolis",
    "dashboards.maps",
    "dashboards.watching",
    "dashboards.reports",
    "dashboards.public",
    "dashboards.serving",
    "django_tenants",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
]
TENANT_APPS = [
    "core.ledger",
    "projects.workbench",
    "projects.agreements",
    "projects.partners",
    "projects.documents",
    "projects.participants",
    "projects.recruitment",
    "projects.support",
    "projects.deadlines",
    "projects.hooks",
    "projects.retention",
    "projects.exchange",
    "projects.sm_efs",
    "projects.portal",
    "projects.desk",
    "projects.leaving",
    "indicators.targets",
    "indicators.declared",
    "indicators.periods",
    "indicators.cells",
    "indicators.local",
    "dashboards.tenant",
    "dashboards.consent",
    "dashboards.project_reports",
]
INSTALLED_APPS = SHARED_APPS + TENANT_APPS

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.tenancy.middleware.host_to_tenant",
    "core.open_door.without_cookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "accounts.language.own_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "tenants.doors.Door",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "config.page.surroundings",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
WSGI_APPLICATION = "config.wsgi.application"

# --- people who sign in --------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 3600
AXES_FAILURE_LIMIT = 5
AXES_CLIENT_IP_CALLABLE = "accounts.addresses.client_address"
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "email"
AXES_LOCKOUT_CALLABLE = "accounts.views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# Covered up in the log and in what is kept of a failed sign-in.
AXES_SENSITIVE_PARAMETERS = ["username", "email", "ip_address"]
AXES_DISABLE_ACCESS_LOG = True

SESSION_COOKIE_NAME = "__Host-szansa" if HTTPS else "szansa"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_NAME = "__Host-szansa-csrf" if HTTPS else "szansa-csrf"
CSRF_FAILURE_VIEW = "ui.views.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        # The hash is that of an empty style element, which plotly creates and never fills.
        "style-src": [SELF, "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- keys ----------------------------------------------------------------------------------------
_ring, _matching = (str(DATA_DIR / "keys" / name) for name in ("ring.json", "matching.json"))
if PRODUCTION:
    # Each process is told its own keys and no others, and does not start without them.
    _ring = env.REQUIRED if PROCESS in {"web", "files"} else ""
    _matching = env.REQUIRED if PROCESS == "publisher" else ""
KEY_RING_FILE = env.text("KEY_RING_FILE", default=_ring)
MATCHING_KEYS_FILE = env.text("MATCHING_KEYS_FILE", default=_matching)

# --- work off the request path -------------------------------------------------------------------
BROKER_URL = env.secret("BROKER_URL", default="")
CELERY_BROKER_URL = BROKER_URL or "pgmq://localhost"
if not BROKER_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "conn_string": env.secret("QUEUE_DATABASE_URL", default="")
        or f"host={_database['HOST']} dbname={_name} user={DATABASE_ROLE_PREFIX}_{Role.QUEUE}"
        # A message only says that there is work; what a crash of the server loses the clock sends.
        " options='-c synchronous_commit=off'",
        "init_extension": False,
        "visibility_timeout": 3600,
        "wait_time_seconds": 1,
        "polling_interval": 0.1,
        "poll_interval_ms": 50,
        "pool_size": 2,
        "pool_timeout": 3,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    # Addresses of people are out of the publisher's reach.
    "indicators.facts.tasks.tell_operators": {"queue": "default"},
    "indicators.facts.tasks.*": {"queue": "publishing"},
    "indicators.drafts.tasks.*": {"queue": "publishing"},
    "dashboards.metropolis.tasks.*": {"queue": "publishing"},
    "dashboards.public.tasks.*": {"queue": "publishing"},
    "tenants.tasks.*": {"queue": "operations"},
    # What opens sealed values, takes minutes, and speaks to nobody outside.
    "projects.exchange.tasks.*": {"queue": "files"},
    "projects.workbench.tasks.make_*": {"queue": "files"},
}
CELERY_TASK_ACKS_LATE = True
# A request must not wait for a broker that is away: the row is written, the clock sends it again.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Warsaw"
CELERY_BEAT_SCHEDULE = {
    "publish what the outboxes still hold": {
        "task": "indicators.facts.tasks.sweep",
        "schedule": 30.0,
    },
    "count anew what a new version changes": {
        "task": "indicators.facts.tasks.carry_on_recounts",
        "schedule": 30.0,
    },
    "preview the drafts that wait": {
        "task": "indicators.drafts.tasks.make_left_previews",
        "schedule": 30.0,
    },
    "compare facts and cells with the tables": {
        "task": "indicators.facts.tasks.reconcile",
        "schedule": crontab(hour=3, minute=15),
    },
    "tell the operators what differed": {
        "task": "indicators.facts.tasks.tell_operators",
        "schedule": 3600.0,
    },
    "count totals that a crash left behind": {
        "task": "dashboards.metropolis.tasks.renew_stale_totals",
        "schedule": 30.0,
    },
    "release the day's breakdowns": {
        "task": "dashboards.metropolis.tasks.release_breakdowns",
        "schedule": 600.0,
    },
    "renew the warnings": {
        "task": "dashboards.watching.tasks.renew_warnings",
        "schedule": 600.0,
    },
    "make a candidate for the public edition": {
        "task": "dashboards.public.tasks.make_candidate",
        "schedule": 600.0,
    },
    "write the letters of the month": {
        "task": "dashboards.watching.tasks.send_letters",
        "schedule": crontab(hour=7, minute=30),
    },
    "carry requests to units and note their answers": {
        "task": "dashboards.watching.tasks.carry_requests",
        "schedule": 60.0,
    },
    "make the reports that were left": {
        "task": "dashboards.reports.tasks.make_left_reports",
        "schedule": 60.0,
    },
    "make the reports of projects that were left": {
        "task": "dashboards.project_reports.tasks.make_left_reports",
        "schedule": 300.0,
    },
    "send again the jobs that were left": {
        "task": "tenants.tasks.send_left_jobs_again",
        "schedule": 30.0,
    },
    "forget drafts and what can be undone no more": {
        "task": "projects.workbench.tasks.forget_what_is_old",
        "schedule": 3600.0,
    },
    "make the files that were left": {
        "task": "projects.workbench.tasks.make_left_files",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "write the morning letters": {
        "task": "projects.deadlines.tasks.send_digests",
        "schedule": crontab(hour=7, minute=0),
    },
    "close the periods that the programme closes": {
        "task": "indicators.periods.tasks.close_due",
        "schedule": crontab(hour=3, minute=0),
    },
    "delete applications that nobody finished": {
        "task": "projects.recruitment.tasks.forget_visits",
        "schedule": crontab(hour=2, minute=30),
    },
    "look after partners' tokens": {
        "task": "projects.partners.tasks.look_after_tokens",
        "schedule": crontab(hour=6, minute=30),
    },
    "forget answers kept for partners' programs": {
        "task": "projects.partners.tasks.forget_answers",
        "schedule": 3600.0,
    },
    "forget old requests of partners' programs": {
        "task": "tenants.credentials.tasks.forget_requests",
        "schedule": crontab(hour=2, minute=45),
    },
    "send the events that wait": {
        "task": "projects.hooks.tasks.sweep",
        "schedule": 10.0,
        # One that comes late would only queue behind the next.
        "options": {"expires": 10.0},
    },
    "carry on with imports": {
        "task": "projects.exchange.tasks.carry_on",
        "schedule": 300.0,
        "options": {"expires": 300.0},
    },
    "forget old files of imports": {
        "task": "projects.exchange.tasks.forget_old_files",
        "schedule": crontab(hour=2, minute=20),
    },
    "send the events that no unit left word of": {
        "task": "projects.hooks.tasks.sweep_all",
        "schedule": 300.0,
        "options": {"expires": 300.0},
    },
    "forget old events": {
        "task": "projects.hooks.tasks.forget_old_events",
        "schedule": crontab(hour=2, minute=15),
    },
    "send the mail that waits": {
        "task": "core.platform_ledger.tasks.send_waiting_mail",
        "schedule": 60.0,
    },
}

# --- the partners' API ----------------------------------------------------------------------------
SPECTACULAR_SETTINGS = {
    "TITLE": "Szansa",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    # Each unit is a host of its own: the addresses are those of where the description came from.
    "SERVERS": [{"url": "/"}],
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": ["core.api.schema.only_own_words", "core.api.links.add_links"],
    "APPEND_COMPONENTS": {
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    },
}
# How long lines of the log of requests wait in a process to be written together.
REQUEST_LOG_SECONDS = env.number("REQUEST_LOG_SECONDS", default=1, at_least=0, at_most=60)
# How long a process remembers what a token may read: so late at most a suspension bites.
TOKENS_KEPT_SECONDS = env.number("TOKENS_KEPT_SECONDS", default=1, at_least=0, at_most=5)

# --- what partners are told of, at addresses of theirs ---------------------------------------------
# A receiver of tests, on this machine and under an authority of its own: nothing for production.
WEBHOOK_TEST_RECEIVER = env.text("WEBHOOK_TEST_RECEIVER", default="")
WEBHOOK_TEST_CA = env.text("WEBHOOK_TEST_CA", default="")
if PRODUCTION and (WEBHOOK_TEST_RECEIVER or WEBHOOK_TEST_CA):
    raise env.BadSetting("WEBHOOK_TEST_RECEIVER and WEBHOOK_TEST_CA are for tests: unset both.")

# --- mail ----------------------------------------------------------------------------------------
EMAIL_HOST = env.text("EMAIL_HOST", default="")
EMAIL_PORT = env.number("EMAIL_PORT", default=587, at_least=1, at_most=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.secret("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", default=f"szansa@{BASE_DOMAIN}")
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)

# --- language, time, files -----------------------------------------------------------------------
LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", _("Polish")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "szansa-language"
# Our own first: of the sentences of the framework of the API some have no Polish there.
LOCALE_PATHS = [
    BASE_DIR / "platform" / "config" / "locale",
    Path(find_spec("rest_framework").submodule_search_locations[0]) / "locale",
]
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/Warsaw"
STATIC_URL = "/static/"
# In development files are served from where they are written.
STATIC_ROOT = BASE_DIR / "staticfiles" if PRODUCTION else None
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "files"
UPLOAD_LIMIT_MB = env.number("UPLOAD_LIMIT_MB", default=10, at_least=1, at_most=50)
FILE_UPLOAD_HANDLERS = ["core.uploads.InMemoryUpToTheLimit"]
DATA_UPLOAD_MAX_NUMBER_FILES = 4

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache"
        if env.text("CACHE_URL", default="")
        else "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": env.text("CACHE_URL", default="") or "szansa",
        "KEY_FUNCTION": "django_tenants.cache.make_key",
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", default="WARNING")},
}
