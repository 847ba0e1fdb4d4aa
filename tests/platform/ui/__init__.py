"""What is true of the look: formats, components, markup under the policy, vendored files."""
