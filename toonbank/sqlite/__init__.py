"""The SQLite database backend: Django's own, with one writer at a time (docs/why/0004-write-gate.md)."""
