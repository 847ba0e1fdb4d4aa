"""Words of a file that name no choice of their question: what somebody said they mean, once for all rows."""
