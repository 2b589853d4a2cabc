"""Turn news articles into a knowledge graph of who met whom and who said what."""

__version__ = "0.1.0"
