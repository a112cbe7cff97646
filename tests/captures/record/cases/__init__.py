"""Importing this package declares every case."""

from . import clauses, everyday, security, transfers, tutorial  # noqa: F401 (imported for what it declares)
