"""The meeting as data and pure functions. Imports the standard library only."""
