"""What every resource of the API leans on: problems, strict input, cursors, versions, kept answers."""
