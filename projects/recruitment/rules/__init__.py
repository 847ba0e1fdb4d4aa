"""The decisions of recruitment in plain Python: grids, points, ranking, eligibility, retention."""
