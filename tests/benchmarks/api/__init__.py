"""What the API takes and tells in a second, beside an empty view behind the same server."""
