"""A session as documents other people read."""
