"""Draws the pictures of docs/report.md and docs/serve.md from the invented resumes: python3 docs/make_pictures.py [ROLEFIT]."""

import base64
import struct
import sys
import tempfile
import zlib
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/web"))

from browser import AS_OF, ROOT, Browser, Server, rolefit  # noqa: E402

COLOURS = 256
RESUMES = ["fixtures/resumes", "fixtures/unreadable"]
POSTING = ROOT / "fixtures/postings/engineer.md"


PIXELS = """async (png) => {
  const image = await createImageBitmap(await (await fetch("data:image/png;base64," + png)).blob());
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  let letters = "";
  for (const byte of context.getImageData(0, 0, image.width, image.height).data) letters += String.fromCharCode(byte);
  return [image.width, image.height, btoa(letters)];
}"""


def take(page, name):
    """Saves the page as a PNG of few colours, which has a third of the size that Chromium writes."""
    blank = page.context.browser.new_context().new_page()
    width, height, letters = blank.evaluate(PIXELS, base64.b64encode(page.screenshot()).decode())
    blank.context.close()
    data = base64.b64decode(letters)
    pixels = [data[at:at + 3] for at in range(0, len(data), 4)]
    counted = Counter(pixels)
    # The shades at the edges of letters are rare, and their nearest among the others is hardly to be told apart. A small
    # sign in a colour of its own counts more than its size.
    wanted = lambda colour: counted[colour] * (20 if max(colour) - min(colour) > 100 else 1)  # noqa: E731
    colours = sorted(counted, key=wanted, reverse=True)[:COLOURS]
    far = lambda one, other: sum((a - b) ** 2 for a, b in zip(one, other))  # noqa: E731
    number = {colour: min(range(len(colours)), key=lambda at: far(colour, colours[at])) for colour in counted}
    row = lambda top: bytes(number[pixel] for pixel in pixels[width * top:width * (top + 1)])  # noqa: E731
    rows = b"".join(b"\0" + row(top) for top in range(height))
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)), (b"PLTE", b"".join(colours)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    written = b"".join(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)
    (ROOT / "docs" / name).write_bytes(b"\x89PNG\r\n\x1a\n" + written)


def choose_quote(page, label):
    page.locator("button[data-criterion]", has_text=label).click()
    page.wait_for_selector("#resume .outlined")
    page.wait_for_timeout(800)


def draw_report(browser, folder):
    report = Path(folder) / "report.html"
    rolefit("rank", *RESUMES, "--role", "key-account-manager", *AS_OF, "-o", report)
    page = browser.open(report)
    choose_quote(page, "Consultative selling")
    take(page, "report.png")


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
    take(page, "serve-files.png")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.click("#read-posting")
    page.wait_for_selector("#criteria")
    page.locator(".line.used button", has_text="PostgreSQL").click()
    take(page, "serve-role.png")
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
    take(page, "serve-ranking.png")
    server.end()


with tempfile.TemporaryDirectory() as folder:
    browser = Browser()
    draw_report(browser, folder)
    draw_path_of_a_recruiter(browser)
    browser.close()
