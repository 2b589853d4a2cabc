"""The interactive network page: one offline HTML file that shows who met whom and who said what.

`kg.view.network` is the data that comes in, `kg.view.page` makes the page of it.
"""
