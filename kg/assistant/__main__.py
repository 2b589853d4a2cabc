"""``python -m kg.assistant``: the tools on standard input and output; `kg mcp` becomes this process."""

from __future__ import annotations

import json
import sys

from kg.assistant.tools import server
from kg.errors import KgError


def main() -> None:
    """Serve with the settings that `kg mcp` hands over as JSON."""
    try:
        server(**json.loads(sys.argv[1])).run("stdio")
    except KgError as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()
