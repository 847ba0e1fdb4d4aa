"""What a unit lets the public see of its projects."""
