"""Reports of the metropolis on paper and as workbooks, and what reports of projects share with them."""
