"""Toonbank: know which add-ons really sell."""

from toonbank.lib import sqlite

__version__ = "0.1.0"

# Before Django or anything else opens a database: one process never holds two copies of SQLite.
sqlite.use_bundled()
