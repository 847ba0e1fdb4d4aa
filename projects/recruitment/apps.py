"""The app of recruitment."""

from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "projects.recruitment"
    label = "recruitment"
