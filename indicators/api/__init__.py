"""What a partner's program reads of indicators: what they are, what was promised, what was reached."""
