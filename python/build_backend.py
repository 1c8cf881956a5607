"""Builds the wheel with maturin, and puts the command `rolefit` and the licences of the repository into it first.

The wheel carries the command because it reads files in worker processes, and because `pip install` should bring it.
"""

import os
import shutil
import subprocess
from pathlib import Path

from maturin import *  # noqa: F403
from maturin import build_wheel as _build_wheel
from maturin import build_editable as _build_editable
from maturin import prepare_metadata_for_build_wheel as _prepare_metadata

_HERE = Path(__file__).resolve().parent
_COMMAND = "rolefit.exe" if os.name == "nt" else "rolefit"


def _put_licences() -> None:
    for name in ("LICENSE-APACHE", "LICENSE-MIT", "NOTICE"):
        shutil.copy2(_HERE.parent / name, _HERE / name)


def _put_command() -> None:
    """Builds the command and copies it into the package. ROLEFIT_PROGRAM names a command that is built already."""
    # Of both workspaces. `dist` is for wheels to publish: it takes longest to build and makes the smallest.
    profile = os.environ.get("ROLEFIT_PROFILE", "release")
    os.environ.setdefault("MATURIN_PEP517_ARGS", f"--profile {profile}")
    built = os.environ.get("ROLEFIT_PROGRAM")
    if not built:
        build = ["cargo", "build", "--locked", "--bin", "rolefit", "--profile", profile]
        subprocess.run(build, cwd=_HERE.parent, check=True)
        target = os.environ.get("CARGO_TARGET_DIR", str(_HERE.parent / "target"))
        built = os.path.join(target, "debug" if profile == "dev" else profile, _COMMAND)
    directory = _HERE / "rolefit" / "_bin"
    directory.mkdir(exist_ok=True)
    shutil.copy2(built, directory / _COMMAND)


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    _put_licences()
    return _prepare_metadata(metadata_directory, config_settings)


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    _put_licences()
    _put_command()
    return _build_wheel(wheel_directory, config_settings, metadata_directory)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    _put_licences()
    _put_command()
    return _build_editable(wheel_directory, config_settings, metadata_directory)
