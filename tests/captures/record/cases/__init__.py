"""Importing this package declares every case."""

# Imported for what they declare.
from . import clauses, everyday, security, tcp, transfers, tutorial  # noqa: F401
