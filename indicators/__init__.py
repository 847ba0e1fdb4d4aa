"""What is counted: the rule language, shared definitions, facts, cells and targets."""
