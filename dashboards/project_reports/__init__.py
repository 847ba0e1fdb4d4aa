"""Reports of one project: its indicators against the contract, and the note on its effects."""
