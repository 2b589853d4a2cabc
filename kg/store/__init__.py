"""Stores of quads by URL: `open_store` is the one door, `Store` says what every store can do."""

from kg.store.base import Answer, Store, Term
from kg.store.opening import open_store

__all__ = ["Answer", "Store", "Term", "open_store"]
