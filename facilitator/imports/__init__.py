"""Sessions from what other programs, or people, have written."""
