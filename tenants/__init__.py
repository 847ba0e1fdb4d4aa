"""The programme and its tenants: their hosts, their members, and how one is opened."""
