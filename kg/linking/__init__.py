"""Which reports tell of one event, what they tell together, and the keys that facts share across articles."""

from kg.linking.events import join
from kg.linking.rekeying import Linking, link, linked
from kg.linking.reports import event_reports

__all__ = ["Linking", "event_reports", "join", "link", "linked"]
