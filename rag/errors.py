"""The exceptions that a user may see, each with a Chinese message that says what and what to do.

NianbaoError
├── SettingsError        a setting that is unknown or out of range
├── SourceError          a file that cannot be read as a report (missing, empty, broken, encrypted, …)
├── IndexUnusable        the index on disk cannot be used
│   ├── IndexMissing     there is none yet
│   └── IndexMismatch    made with another model, version or program
├── ModelUnavailable     the embedding model cannot be loaded
└── QuestionError        a question or batch line that cannot be understood as one
"""

from __future__ import annotations


class NianbaoError(Exception):
    """Base of all errors meant for the user; ``str(error)`` is the Chinese sentence shown."""


class SettingsError(NianbaoError):
    """A setting is unknown or not valid."""


class SourceError(NianbaoError):
    """A file cannot be read as a report; the message names the file (and the page)."""


class IndexUnusable(NianbaoError):
    """The index on disk cannot be used as it is."""


class IndexMissing(IndexUnusable):
    """There is no index yet."""


class IndexMismatch(IndexUnusable):
    """The index was made with other settings or by something else."""


class ModelUnavailable(NianbaoError):
    """The embedding model cannot be loaded."""


class QuestionError(NianbaoError):
    """The question cannot be asked as given."""
