"""Tables from outside and to outside: opens any spreadsheet a stranger sends, writes any table."""
