"""``python -m kg.server``: the server in a process that has loaded no language pipeline.

`kg serve` becomes this process, since every worker is forked from what it has loaded.
"""

from __future__ import annotations

import json
import os
import sys

from kg.errors import KgError
from kg.server.app import serve
from kg.server.limits import Limits


def main() -> None:
    """Run the server with the settings that `kg serve` hands over as JSON, and the token of the environment."""
    settings = json.loads(sys.argv[1])
    limits = Limits(**settings.pop("limits"))
    try:
        serve(limits=limits, token=os.environ.get("KG_TOKEN"), **settings)
    except KgError as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()
