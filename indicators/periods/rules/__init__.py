"""The decisions about settlement periods: days, counts, differences, the text that is sealed. No Django."""
