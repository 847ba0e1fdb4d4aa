"""People and their participations: state at start, exit, outcomes and evidence."""
