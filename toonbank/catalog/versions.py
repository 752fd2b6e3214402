"""The frame of every change, under the name the catalogue's callers know."""

from toonbank.shops.versions import changing

__all__ = ["changing"]
