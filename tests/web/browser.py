"""Opens pages in Chromium and keeps what must not happen: errors, violations of the policy, requests to a network."""

import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
ROLEFIT = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/debug/rolefit").resolve()
AS_OF = ["--as-of", "2026-11-21"]
# Chromium writes an answer such as 404 to the console. Whether it is a fault is for the test to say.
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


def rolefit(*arguments, status=(0, 3)):
    """Runs the command at the top of the repository and returns its standard output."""
    run = subprocess.run([ROLEFIT, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode in status, (arguments, run.returncode, run.stderr)
    return run.stdout


class Server:
    """`rolefit serve` on a free port, until it is ended."""

    def __init__(self, *arguments):
        command = [ROLEFIT, "serve", "--port", "0", *map(str, arguments)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.printed = []
        for line in self.process.stdout:
            self.printed.append(line)
            address = re.search(r"http://127\.0\.0\.1:\d+/#token=\S+", line)
            if address:
                self.url = address.group()
                break
        else:
            raise AssertionError("".join(self.printed))
        # What it says later must not fill the pipe.
        threading.Thread(target=lambda: self.printed.extend(self.process.stdout), daemon=True).start()

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.process.stdout.close()


class Browser:
    """One Chromium for all tests. Pages that it opens report their faults in `faults`."""

    def __init__(self):
        self.playwright = sync_playwright().start()
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        self.chromium = self.playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        self.faults = []

    def open(self, address, width=1280, height=720, **options):
        """A page of its own profile, opened at a file or at the address of a server."""
        url = str(address) if str(address).startswith("http") else f"file://{address}"
        allowed = ("file:", "blob:", url.split("#")[0])
        context = self.chromium.new_context(viewport={"width": width, "height": height}, **options)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", lambda message: self.faults.append(f"console: {message.text}") if message.type == "error" and not REFUSED.match(message.text) else None)
        page.on("request", lambda request: None if request.url.startswith(allowed) else self.faults.append(request.url))
        page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        self.go(page, url)
        return page

    @staticmethod
    def go(page, url):
        page.goto(url)
        page.wait_for_selector("main[aria-busy=false]")
        page.wait_for_selector("#candidate", state="attached")

    def close(self):
        self.chromium.close()
        self.playwright.stop()
