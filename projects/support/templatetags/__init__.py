"""What templates of support ask about their reader."""
