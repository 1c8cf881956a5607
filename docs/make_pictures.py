"""Draws the pictures of docs/report.md from the invented resumes: python3 docs/make_pictures.py [ROLEFIT]."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/web"))

from browser import AS_OF, ROOT, Browser, rolefit  # noqa: E402

with tempfile.TemporaryDirectory() as folder:
    report = Path(folder) / "report.html"
    resumes = ["fixtures/resumes", "fixtures/unreadable"]
    rolefit("rank", *resumes, "--role", "key-account-manager", *AS_OF, "-o", report)
    browser = Browser()
    page = browser.open(report)
    page.locator("button[data-criterion]", has_text="Consultative selling").click()
    page.wait_for_selector("#resume mark.outlined")
    page.wait_for_timeout(800)
    page.screenshot(path=ROOT / "docs/report.png")
    browser.close()
