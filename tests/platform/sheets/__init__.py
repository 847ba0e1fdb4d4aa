"""Tables from strangers and for them."""
