"""Whether the forecast's band holds the truth: simulated series of several kinds and the demo's own."""
