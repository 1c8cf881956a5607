"""Draws the pictures of docs/report.md and docs/serve.md from the invented resumes: python3 docs/make_pictures.py [ROLEFIT]."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/web"))

from browser import AS_OF, ROOT, Browser, Server, rolefit  # noqa: E402

RESUMES = ["fixtures/resumes", "fixtures/unreadable"]
POSTING = ROOT / "fixtures/postings/engineer.md"


def choose_quote(page, label):
    page.locator("button[data-criterion]", has_text=label).click()
    page.wait_for_selector("#resume .outlined")
    page.wait_for_timeout(800)


def draw_report(browser, folder):
    report = Path(folder) / "report.html"
    rolefit("rank", *RESUMES, "--role", "key-account-manager", *AS_OF, "-o", report)
    page = browser.open(report)
    choose_quote(page, "Consultative selling")
    page.screenshot(path=ROOT / "docs/report.png")


def draw_path_of_a_recruiter(browser):
    """Files and a posting, the role that becomes of it, and the ranking of a role with a page and its evidence."""
    server = Server(*AS_OF)
    page = browser.open(server.url, height=460)
    files = sorted(path for folder in RESUMES for path in (ROOT / folder).rglob("*") if path.is_file())
    with page.expect_file_chooser() as chooser:
        page.click("#choose-files-button")
    chooser.value.set_files([str(path) for path in files])
    page.wait_for_selector(f"text={len(files)} files")
    page.fill("#posting", POSTING.read_text())
    page.locator("#posting").evaluate("it => it.scrollTop = 0")
    page.screenshot(path=ROOT / "docs/serve-files.png")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.click("#read-posting")
    page.wait_for_selector("#criteria")
    page.locator(".line.used button", has_text="PostgreSQL").click()
    page.screenshot(path=ROOT / "docs/serve-role.png")
    page.click("[data-page=files]")
    page.select_option("#pick-role", "key-account-manager")
    page.click("#rank")
    page.wait_for_selector("#progress progress", state="detached", timeout=60_000)
    page.wait_for_selector("#resume .page-image, #resume .text")
    page.keyboard.press("1")
    page.wait_for_selector(".row .decision")
    page.keyboard.press("k")
    page.wait_for_selector("#toast", state="hidden", timeout=20_000)
    choose_quote(page, "Consultative selling")
    page.screenshot(path=ROOT / "docs/serve-ranking.png")
    server.end()


with tempfile.TemporaryDirectory() as folder:
    browser = Browser()
    draw_report(browser, folder)
    draw_path_of_a_recruiter(browser)
    browser.close()
