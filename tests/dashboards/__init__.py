"""What is promised of charts, disclosure control and the pages made of them."""
