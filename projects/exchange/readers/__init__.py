"""What of a file becomes what: a reader for each kind of list, and what all of them share."""
