"""What others want to know, in commit order."""
