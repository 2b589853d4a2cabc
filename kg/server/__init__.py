"""The web server: SPARQL 1.1 Protocol, a query page, the graph page, a page for every resource.

Data goes one way: `app` takes requests, `pool` hands them to `workers`, processes that can be
killed, and these answer (`answering`) from a snapshot of the store that nobody writes.
"""
