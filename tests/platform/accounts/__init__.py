"""The way in: signing in and being locked out, passwords, and whose session it is."""
