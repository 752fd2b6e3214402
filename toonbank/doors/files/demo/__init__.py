"""Invented shops to look around in: data and chance here, stored by fill.py."""
