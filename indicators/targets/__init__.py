"""What a project promised: a target per indicator, for women, men and in total."""
