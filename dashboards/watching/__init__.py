"""Watching over the programme: early warnings, requests to units, the calendar, views, the letter."""
