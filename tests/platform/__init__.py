"""Tests of the shelf: wiring, what every app leans on, territory, accounts and the look."""
