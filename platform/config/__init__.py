"""How the site is wired: settings, addresses, workers, the embedded database."""
