"""What can be asked about the national file. Nothing here changes anything; see operations."""
