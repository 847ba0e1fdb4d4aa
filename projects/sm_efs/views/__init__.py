"""Pages of the national file: a project's state, its people, its exports, files that come in."""
