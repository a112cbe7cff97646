"""Importing this package declares every case."""

from . import tutorial  # noqa: F401
