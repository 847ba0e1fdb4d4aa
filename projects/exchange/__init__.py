"""Tables of strangers become records: read, checked as forms check, shown, applied, and taken back."""
