"""The demo: what was published of 32 real projects, what was invented around it, and its people."""
