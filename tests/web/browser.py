"""Opens pages in Chromium and keeps what must not happen: errors, violations of the policy, requests to a network."""

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ROLEFIT = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/debug/rolefit").resolve()
AS_OF = ["--as-of", "2026-11-21"]


def rolefit(*arguments, status=(0, 3)):
    """Runs the command at the top of the repository and returns its standard output."""
    run = subprocess.run([ROLEFIT, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode in status, (arguments, run.returncode, run.stderr)
    return run.stdout


class Browser:
    """One Chromium for all tests. Pages that it opens report their faults in `faults`."""

    def __init__(self):
        self.playwright = sync_playwright().start()
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        self.chromium = self.playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        self.faults = []

    def open(self, file, width=1280, height=720, **options):
        """A page of its own profile, opened at `file`."""
        context = self.chromium.new_context(viewport={"width": width, "height": height}, **options)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", lambda message: self.faults.append(f"console: {message.text}") if message.type == "error" else None)
        page.on("request", lambda request: None if request.url.startswith(("file:", "blob:")) else self.faults.append(request.url))
        page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        self.go(page, f"file://{file}")
        return page

    @staticmethod
    def go(page, url):
        page.goto(url)
        page.wait_for_selector("main[aria-busy=false]")
        page.wait_for_selector("#candidate", state="attached")

    def close(self):
        self.chromium.close()
        self.playwright.stop()
