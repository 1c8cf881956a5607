"""Builds the wheel with maturin, after putting the licences of the repository into it."""

import os
import shutil
from pathlib import Path

from maturin import *  # noqa: F403
from maturin import build_wheel as _build_wheel
from maturin import build_editable as _build_editable
from maturin import prepare_metadata_for_build_wheel as _prepare_metadata

_HERE = Path(__file__).resolve().parent

# `dist` is for wheels to publish: it takes longest to build and makes the smallest.
os.environ.setdefault("MATURIN_PEP517_ARGS", f"--profile {os.environ.get('ROLEFIT_PROFILE', 'release')}")


def _put_licences() -> None:
    for name in ("LICENSE-APACHE", "LICENSE-MIT", "NOTICE"):
        shutil.copy2(_HERE.parent / name, _HERE / name)


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    _put_licences()
    return _prepare_metadata(metadata_directory, config_settings)


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    _put_licences()
    return _build_wheel(wheel_directory, config_settings, metadata_directory)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    _put_licences()
    return _build_editable(wheel_directory, config_settings, metadata_directory)
