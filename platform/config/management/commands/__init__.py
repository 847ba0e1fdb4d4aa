"""Commands of the wiring: what starts the whole product in one terminal."""
