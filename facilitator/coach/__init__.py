"""What to notice, and what to say."""
