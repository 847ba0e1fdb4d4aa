"""Tests of the page behind a token's own link."""
