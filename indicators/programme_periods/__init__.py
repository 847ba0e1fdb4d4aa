"""Periods that the whole programme closes by a day, with exceptions, and how far each unit has come."""
