"""From a saved change to a fresh figure: through a real worker, beside a hundred thousand others."""
