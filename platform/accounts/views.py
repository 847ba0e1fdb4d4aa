"""Pages of the way in: sign in, sign out, one's own account, and a forgotten password."""

from typing import Any

from axes.utils import reset as lift_lock
from django.conf import settings
from django.contrib import auth, messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import operations, queries, sessions
from accounts.forms import (
    ChangePasswordForm,
    ForgottenForm,
    LanguageForm,
    NewPasswordForm,
    SignInForm,
)
from accounts.models import Account
from core.doors import accounts_page, public_page
from core.tenancy import hosts

YEAR = 365 * 24 * 3600
LETTER_PAUSE = 60  # seconds in which nobody can have a second letter sent to the same person


@public_page
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        sessions.start(request, form.account)
        return welcome(request, to=_next(request))
    people = demo_people(request) if settings.DEMO else []
    places = places_of(request) if request.user.is_authenticated else []
    page = {"form": form, "people": people, "next": _next(request), "places": places}
    return render(request, "accounts/sign_in.html", page)


@public_page
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One click in as a demo person of this host, where the deployment is a demonstration."""
    if not settings.DEMO:
        raise Http404
    wanted = request.POST.get("account", "")
    if wanted not in {str(person.account_id) for person in demo_people(request)}:
        raise Http404
    sessions.start(request, Account.objects.get(pk=wanted))
    return welcome(request, to=_next(request))


def demo_people(request: HttpRequest) -> list:
    """Set by the app that knows memberships, which stands above this one."""
    return [person for find in demo_people_finders for person in find(request.tenant)]


demo_people_finders: list = []


def welcome(request: HttpRequest, *, to: str) -> HttpResponse:
    """The first page after signing in, in the account's language unless the visitor chose one."""
    response = redirect(_first_page(request) if to == "/" else to)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        _remember_language(response, request.user.language)
    return response


def _first_page(request: HttpRequest) -> str:
    """The page that the person chose to begin with, where an app above offers that."""
    return next(filter(None, (find(request) for find in first_pages)), "/")


first_pages: list = []


def _remember_language(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        samesite="Lax",
        secure=settings.HTTPS,
    )


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # Back to the way in would be a circle.
    return wanted if safe and not wanted.startswith(reverse("accounts:sign-in")) else "/"


@public_page
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("accounts:sign-in")


@accounts_page
def account(request: HttpRequest) -> HttpResponse:
    form = LanguageForm(request.POST or None, initial={"language": request.user.language})
    if form.carry_out(operations.choose_language, account=request.user, by=request.user):
        language = form.cleaned_data["language"]
        response = redirect("accounts:account")
        _remember_language(response, language)
        with translation.override(language):
            messages.success(request, _("Your language is changed."))
        return response
    return render(request, "accounts/account.html", {"form": form, "places": places_of(request)})


def places_of(request: HttpRequest) -> list[dict[str, Any]]:
    """Where the person works: each tenant once, with its address when it is open."""
    places: dict[int, dict[str, Any]] = {}
    for membership in request.memberships:
        tenant = membership.tenant
        is_open = tenant.state == tenant.State.OPEN
        place = {
            "tenant": tenant,
            "address": hosts.address_of(tenant) if is_open else "",
            "is_here": tenant == request.tenant,
            "memberships": [],
        }
        places.setdefault(tenant.pk, place)["memberships"].append(membership)
    return list(places.values())


@accounts_page
def change_password(request: HttpRequest) -> HttpResponse:
    form = ChangePasswordForm(request.POST or None, account=request.user)
    if request.method == "POST" and form.is_valid():
        operations.set_password(
            account=request.user, password=form.cleaned_data["password"], by=request.user
        )
        auth.update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password is changed."))
        return redirect("accounts:account")
    return render(request, "accounts/change_password.html", {"form": form})


@public_page
def forgotten(request: HttpRequest) -> HttpResponse:
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = queries.active_account(form.cleaned_data["email"])
        # Known or not, the answer is the same: the page must not tell who has an account.
        if found and cache.add(f"reset-letter-{found.pk}", True, timeout=LETTER_PAUSE):
            operations.send_password_reset(
                account=found, address=hosts.address_of(request.tenant), by=found
            )
        return redirect("accounts:reset-sent")
    return render(request, "accounts/forgotten.html", {"form": form})


@public_page
def reset_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/reset_sent.html")


@public_page
def reset(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    found = queries.account_of_reset_link(uid, token)
    if found is None:
        return render(request, "accounts/reset_used_up.html", status=410)
    form = NewPasswordForm(request.POST or None, account=found)
    if request.method == "POST" and form.is_valid():
        operations.set_password(account=found, password=form.cleaned_data["password"], by=found)
        # Whoever reads the account's letters is no stranger guessing its password.
        lift_lock(username=found.email)
        messages.success(request, _("Your new password is set. Sign in with it."))
        return redirect("accounts:sign-in")
    return render(request, "accounts/reset.html", {"form": form, "account": found})


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict) -> HttpResponse:
    """Answer somebody who failed too often; the same page for known and unknown people."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    page = {"failures": settings.AXES_FAILURE_LIMIT, "minutes": minutes}
    return render(request, "accounts/locked_out.html", page, status=429)
