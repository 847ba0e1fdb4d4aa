"""Reading and writing 100,000 rows beside the usual libraries, each in a process of its own."""
