"""Sessions on disk: TinyDB files, each with a journal beside it."""
