"""Settings: environment variables `RIFTLINE_*`, then `riftline.toml` in the working folder, then the defaults."""

import os
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from riftline.errors import UsageError

FILE = Path("riftline.toml")


def _paths(value: object) -> object:
    """A string as a list of paths, separated as in PATH."""
    return tuple(part for part in value.split(os.pathsep) if part) if isinstance(value, str) else value


class Settings(BaseSettings):
    """What a user may set."""

    model_config = SettingsConfigDict(env_prefix="RIFTLINE_", toml_file=FILE, extra="forbid", frozen=True)

    model: Path | None = Field(
        default=None,
        description="folder with parser.onnx, labels.json and tokenizer.json; without it, the bundled model",
    )
    threads: int = Field(default=1, ge=1, le=64, description="threads of one model pass")
    actors: Annotated[tuple[Path, ...], NoDecode, BeforeValidator(_paths)] = Field(
        default=(),
        description="files of actors and agents in PETRARCH's form, which win over the tables; in the variable "
        "separated as in PATH, in riftline.toml a list",
    )

    ledger: Path | None = Field(
        default=None, description="the ledger that the measures read when a command names none with --ledger"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, environment, file: the first that sets a value wins."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**given: Any) -> Settings:  # noqa: ANN401 - the fields of `Settings`
    """The settings in force; what is given here wins over variables and the file, unless it is empty.

    Raises:
        UsageError: a variable or the file holds a value that does not fit.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise UsageError(
            f"setting {name!r}: {first['msg']}",
            where=str(FILE) if FILE.exists() else "environment",
            remedy=f"Correct RIFTLINE_{name.upper()} or the line in riftline.toml",
        ) from error
    except ValueError as error:  # broken TOML
        raise UsageError(
            f"cannot be read ({error})", where=str(FILE), remedy="Correct the file or remove it"
        ) from error
