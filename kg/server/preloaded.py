"""Imported by the process that workers are forked from: each begins with all this done."""

from kg.querying import check, questions
from kg.server import answering

for _question in questions().values():
    check(_question.sparql)  # parsed once, for all workers

__all__ = ["answering"]
