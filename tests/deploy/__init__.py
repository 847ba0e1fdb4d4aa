"""The deployment: what its files say is true of the product, and its installer runs."""
