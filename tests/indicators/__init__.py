"""Tests of the indicators: their language, definitions, facts and cells."""
