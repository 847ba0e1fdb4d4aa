"""Pages of support."""

from django.urls import path

from projects.support import views
from projects.support.views import allowances, payrolls

MONTH = "listy-wyplat/<uuid:project_id>/<str:payroll_month>"

app_name = "support"
urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("uwagi/", views.warnings, name="warnings"),
    path("uslugi/", views.services, name="services"),
    path("uslugi/dodaj/<uuid:project_id>/", views.enter_service, name="enter-service"),
    path("uslugi/kopiuj/<uuid:project_id>/", views.copy_catalogue, name="copy-catalogue"),
    path("uslugi/<uuid:service_id>/popraw/", views.correct_service, name="correct-service"),
    path("listy-wyplat/", payrolls.payrolls, name="payrolls"),
    path(f"{MONTH}/", payrolls.payroll, name="payroll"),
    path(f"{MONTH}/historia/", payrolls.payroll_history, name="payroll-history"),
    path(f"{MONTH}/zatwierdz/", payrolls.approve_payroll, name="approve-payroll"),
    path(f"{MONTH}/plik/", payrolls.export_payroll, name="export-payroll"),
    path("lista-wyplat/<uuid:payroll_id>/zaplacono/", payrolls.mark_paid, name="mark-paid"),
    path(
        "lista-wyplat/<uuid:payroll_id>/cofnij/",
        payrolls.take_back_approval,
        name="take-back-approval",
    ),
    path(
        "lista-wyplat/<uuid:payroll_id>/korekta/",
        payrolls.make_corrections,
        name="make-corrections",
    ),
    path("zasady-wyplat/<uuid:project_id>/", allowances.allowance_rules, name="allowance-rules"),
    path(
        "zasady-wyplat/<uuid:project_id>/dodaj/",
        allowances.enter_allowance_rule,
        name="enter-allowance-rule",
    ),
    path(
        "zasada-wyplat/<uuid:allowance_rule_id>/popraw/",
        allowances.correct_allowance_rule,
        name="correct-allowance-rule",
    ),
    path(
        "zasada-wyplat/<uuid:allowance_rule_id>/osoby/",
        allowances.grant_allowance,
        name="grant-allowance",
    ),
    path("uprawnienie/<uuid:allowance_grant_id>/", allowances.change_grant, name="change-grant"),
    path("osoba/<uuid:participation_id>/pieniadze/", allowances.money, name="money"),
    path(
        "osoba/<uuid:participation_id>/pieniadze/przyznaj/",
        allowances.grant_to_person,
        name="grant-to-person",
    ),
    path("osoba/<uuid:participation_id>/konto/", allowances.payout_account, name="payout-account"),
    path("grupy/", views.groups, name="groups"),
    path("grupy/dodaj/<uuid:project_id>/", views.open_group, name="open-group"),
    path("grupy/<uuid:group_id>/", views.group, name="group"),
    path("grupy/<uuid:group_id>/popraw/", views.correct_group, name="correct-group"),
    path("grupy/<uuid:group_id>/osoby/", views.add_members, name="add-members"),
    path("grupy/<uuid:group_id>/cykl/", views.plan_series, name="plan-series"),
    path("grupy/<uuid:group_id>/zajecia/", views.add_session, name="add-session"),
    path("grupy/<uuid:group_id>/miesiac/", views.month, name="month"),
    path("grupy/<uuid:group_id>/lista/", views.prepare_month_list, name="prepare-month-list"),
    path("miejsca/<uuid:group_member_id>/przyjmij/", views.admit, name="admit"),
    path("miejsca/<uuid:group_member_id>/wypisz/", views.leave_group, name="leave-group"),
    path("zajecia/<uuid:session_id>/", views.sheet, name="sheet"),
    path("zajecia/<uuid:session_id>/zmien/", views.change_session, name="change-session"),
    path("zajecia/<uuid:session_id>/odwolaj/", views.cancel_session, name="cancel-session"),
    path(
        "zajecia/<uuid:session_id>/lista/",
        views.prepare_session_list,
        name="prepare-session-list",
    ),
    path("osoba/<uuid:participation_id>/", views.basket, name="basket"),
    path("osoba/<uuid:participation_id>/plan/", views.plan, name="plan"),
    path("osoba/<uuid:participation_id>/bariera/", views.record_barrier, name="record-barrier"),
    path("osoba/<uuid:participation_id>/swiadczenie/", views.give, name="give"),
    path("osoba/<uuid:participation_id>/umow/", views.plan_meeting, name="plan-meeting"),
    path("osoba/<uuid:participation_id>/spotkanie/", views.record_meeting, name="record-meeting"),
    path("osoba/<uuid:participation_id>/staz/", views.begin_placement, name="begin-placement"),
    path("osoba/<uuid:participation_id>/kurs/", views.record_result, name="record-result"),
    path("plan/<uuid:planned_support_id>/", views.change_plan, name="change-plan"),
    path("plan/<uuid:planned_support_id>/usun/", views.drop_plan, name="drop-plan"),
    path("bariera/<uuid:barrier_id>/usun/", views.remove_barrier, name="remove-barrier"),
    path("swiadczenie/<uuid:support_given_id>/cofnij/", views.take_back, name="take-back"),
    path("kurs/<uuid:course_result_id>/", views.result, name="result"),
    path("staze/", views.placements, name="placements"),
    path("staze/<uuid:placement_id>/", views.placement, name="placement"),
    path("staze/<uuid:placement_id>/popraw/", views.correct_placement, name="correct-placement"),
    path("listy/<uuid:signature_list_id>/", views.signature_list, name="signature-list"),
    path("kod/", views.scan, name="scan"),
    path("kod/<str:list_code>/", views.open_list, name="open-list"),
]
