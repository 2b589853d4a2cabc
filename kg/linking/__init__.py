"""Which reports tell of one event, and the keys that facts share across articles."""

from kg.linking.events import join
from kg.linking.rekeying import event_reports, linked

__all__ = ["event_reports", "join", "linked"]
