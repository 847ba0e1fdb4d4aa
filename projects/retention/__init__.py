"""The records of a project are kept until a day; then the people go and what they counted for stays."""
