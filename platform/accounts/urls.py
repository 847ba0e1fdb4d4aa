"""The way in, on every host."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("wejscie/", views.sign_in, name="sign-in"),
    path("wejscie/pokaz/", views.demo_sign_in, name="demo-sign-in"),
    path("wyjscie/", views.sign_out, name="sign-out"),
    path("konto/", views.account, name="account"),
    path("konto/haslo/", views.change_password, name="change-password"),
    path("konto/haslo/przypomnij/", views.forgotten, name="forgotten"),
    path("konto/haslo/wyslane/", views.reset_sent, name="reset-sent"),
    path("konto/haslo/<str:uid>/<str:token>/", views.reset, name="reset"),
]
