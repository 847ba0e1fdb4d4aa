"""Coded facts without identity, shared by all tenants, and the publishing that keeps them true."""
