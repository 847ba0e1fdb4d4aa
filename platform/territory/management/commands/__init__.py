"""Commands of territory: loading official lists."""
