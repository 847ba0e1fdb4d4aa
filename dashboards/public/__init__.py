"""What everybody may read: approved editions, their pages, open data and widgets."""
