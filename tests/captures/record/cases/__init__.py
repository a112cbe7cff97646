"""Importing this package declares every case."""

# Imported for what they declare.
from . import (  # noqa: F401
    clauses,
    everyday,
    folders,
    lines,
    losses,
    pieces,
    security,
    tcp,
    transfers,
    tutorial,
)
