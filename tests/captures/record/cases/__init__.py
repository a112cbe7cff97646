"""Importing this package declares every case."""

# Imported for what they declare.
from . import clauses, everyday, folders, lines, pieces, security, tcp, transfers, tutorial  # noqa: F401
