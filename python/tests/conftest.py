"""Resumes of invented people, as files and as tables."""

import sys
from pathlib import Path

import pytest

ANA = """Ana Prieto

Experience

Key Account Manager, Brightwell Paper, 2015 - 2019
- Negotiated annual contracts with 12 key accounts in Málaga
"""
BO = """Bo Lindqvist

Experience

Baker, Oven & Son, 2010 - 2020
- Baked bread
"""
AS_OF = "2026-11-21"
#: The command of the installed package.
COMMAND = [sys.executable, "-m", "rolefit"]


@pytest.fixture
def resumes() -> dict[str, str]:
    return {"ana": ANA, "bo": BO}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ana.txt").write_text(ANA, encoding="utf-8")
    (tmp_path / "bo.txt").write_text(BO, encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    return tmp_path
