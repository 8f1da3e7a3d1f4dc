"""What the store tells people. Each message is one plain sentence: what, to which file, and what to do next."""

from __future__ import annotations

import errno
from pathlib import Path

from facilitator.domain.errors import FacilitatorError


class NotFound(FacilitatorError):
    """There is no such session."""


class Outside(FacilitatorError):
    """The name leads to a file that is not in the sessions folder."""


class Busy(FacilitatorError):
    """Another process has the session open for writing."""


class Damaged(FacilitatorError):
    """The file cannot be trusted. It was not touched."""


class Foreign(FacilitatorError):
    """A readable TinyDB file that is not a session of ours. It was not touched."""


class Newer(FacilitatorError):
    """A file of a later version, with records this one does not know. It was not touched."""


class NotReadable(FacilitatorError):
    """The system will not let us read the file."""


class NotWritable(FacilitatorError):
    """A session cannot be kept there."""


DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def cause(fault: OSError, folder: Path) -> str:
    """The beginning of a sentence: why the system refused to write in `folder`."""
    if fault.errno in FULL:
        return f"The disk is full ({folder})"
    if fault.errno in DENIED:
        return f"Nothing can be written in {folder} (no permission)"
    return f"The disk reports a fault in {folder} ({fault.strerror or fault})"


def why_not(fault: Exception, folder: Path) -> str:
    """`cause`, for any exception: what is no fault of the disk is named as a fault of this program."""
    if isinstance(fault, OSError):
        return cause(fault, folder)
    return f"A fault in this program, {type(fault).__name__}, stopped the saving in {folder}"
