"""The page behind a token's own link, for whoever writes the partner's program."""
