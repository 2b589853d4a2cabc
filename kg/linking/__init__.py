"""Who is who, which reports tell of one event and what they tell together, and the keys that articles share."""

from kg.linking.actors import Linked, link_actors
from kg.linking.events import join
from kg.linking.promises import kept
from kg.linking.rekeying import Linking, link, linked
from kg.linking.reports import actor_reports, event_reports, undertaking_reports
from kg.linking.sources import Teller, signature, sources

__all__ = [
    "Linked",
    "Linking",
    "Teller",
    "actor_reports",
    "event_reports",
    "join",
    "kept",
    "link",
    "link_actors",
    "linked",
    "signature",
    "sources",
    "undertaking_reports",
]
