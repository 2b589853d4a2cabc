"""Questions to a store: free SPARQL behind a guard, named questions, explanations, the network."""

from kg.querying.asking import Column, Parameter, Question, ask, question, questions, written
from kg.querying.comparing import Change, differences
from kg.querying.describing import Node, describe
from kg.querying.dossiers import dossier
from kg.querying.explaining import Explanation, explain
from kg.querying.guard import check
from kg.querying.networks import network
from kg.querying.quoting import markdown
from kg.querying.results import Result, as_dict, query

__all__ = [
    "Change",
    "Column",
    "Explanation",
    "Node",
    "Parameter",
    "Question",
    "Result",
    "as_dict",
    "ask",
    "check",
    "describe",
    "differences",
    "dossier",
    "explain",
    "markdown",
    "network",
    "query",
    "question",
    "questions",
    "written",
]
