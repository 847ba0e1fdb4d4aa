"""Pages of the way in: sign in, sign out, and what to do about a forgotten password."""

from django.conf import settings
from django.contrib import auth, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import operations, queries
from accounts.forms import ChangePasswordForm, ForgottenForm, NewPasswordForm, SignInForm
from accounts.models import Account
from core.doors import platform_page, public_page
from core.tenancy import hosts

BACKEND = "django.contrib.auth.backends.ModelBackend"


@public_page
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        auth.login(request, form.account, backend=BACKEND)
        return _welcome(request)
    people = demo_people(request) if settings.DEMO else []
    return render(
        request,
        "accounts/sign_in.html",
        {"form": form, "people": people, "next": _next(request)},
    )


@public_page
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One click in as a demo person of this host, where the deployment is a demonstration."""
    wanted = request.POST.get("account", "")
    people = {str(person.account_id): person for person in demo_people(request)}
    if not settings.DEMO or wanted not in people:
        raise Http404
    auth.login(request, Account.objects.get(pk=wanted), backend=BACKEND)
    return _welcome(request)


def demo_people(request: HttpRequest) -> list:
    """Set by the app that knows memberships, which stands above this one."""
    return [person for find in demo_people_finders for person in find(request.tenant)]


demo_people_finders: list = []


def _welcome(request: HttpRequest) -> HttpResponse:
    response = redirect(_next(request))
    language = request.user.language
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 24 * 3600)
    return response


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"


@public_page
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("accounts:sign-in")


@platform_page
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/account.html", {"memberships": request.memberships})


@platform_page
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
        if found:
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
    form = NewPasswordForm(request.POST or None, account=found)
    if found and request.method == "POST" and form.is_valid():
        operations.set_password(account=found, password=form.cleaned_data["password"], by=found)
        messages.success(request, _("Your new password is set. Sign in with it."))
        return redirect("accounts:sign-in")
    return render(request, "accounts/reset.html", {"form": form, "account": found})


def locked_out(request: HttpRequest, credentials: dict, *args: object) -> HttpResponse:
    """Answer somebody who failed too often; the same page for known and unknown people."""
    return render(request, "accounts/locked_out.html", status=429)


