"""The decisions about documents: numbers, names of files, the wording's small language. No Django."""
