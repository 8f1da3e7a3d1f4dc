"""One session in several terminals."""
