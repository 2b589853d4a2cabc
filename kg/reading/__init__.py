"""Files and folders in, articles out.

`read` is the whole of the room: it takes paths and yields every article it finds, and for every
input it could not read a `kg.model.Rejected` that says which and why. Nothing that lies on a disk
makes it raise, and one bad input never stops the others.
"""

from __future__ import annotations

from kg.reading.limits import Limits
from kg.reading.reader import read

__all__ = ["Limits", "read"]
