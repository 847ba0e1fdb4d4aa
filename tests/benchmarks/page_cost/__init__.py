"""What the metropolitan dashboard costs at a million participations, beside an empty page of the same stack."""
