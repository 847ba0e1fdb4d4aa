"""The app of the national system's file."""

from django.apps import AppConfig


class SmEfsConfig(AppConfig):
    name = "projects.sm_efs"
    label = "sm_efs"
