"""Territorial units by TERYT, with the days they were valid, and where each stands on the tile map."""
