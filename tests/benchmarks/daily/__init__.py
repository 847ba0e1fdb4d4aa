"""The daily pages of one team, in a tenant with 2,000 participants and 100,000 attendance rows."""
