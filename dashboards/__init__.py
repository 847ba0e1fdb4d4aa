"""What people look at: charts, disclosure control and the pages made of them."""
