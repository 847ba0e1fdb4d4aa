"""What is to become of each row: checked, compared, asked about, mended, decided."""
