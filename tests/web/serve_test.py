#!/usr/bin/env python3
"""Drives the page of `rolefit serve` as people do: python3 tests/web/serve_test.py [ROLEFIT]."""

import csv
import io
import json
import sys
import tempfile
import unittest
from pathlib import Path

from browser import AS_OF, ROOT, Browser, Server, rolefit

ROLE = "key-account-manager"
HOSTILE = "<img src=x onerror=alert(1)>.txt"
POSTING = ROOT / "fixtures/postings/engineer.md"
FITS = "document.documentElement.scrollWidth <= innerWidth && (document.querySelector('#whole')?.scrollWidth ?? 0) <= innerWidth"


def resume(number):
    """The resume of an invented person, no two alike."""
    name = f"Person {'BCDFGHKLMN'[number % 10]}{'aeiou'[number // 10 % 5]}{'lmnrst'[number // 50 % 6]}{number}"
    title = ["Key Account Manager", "Baker", "Sales Representative"][number % 3]
    return f"{name}\nperson{number}@example.com\n\nExperience\n{title}, Firm {number}, 2015 - 2020\n- Negotiated {number + 2} contracts with key accounts\n"


# The rows with a decision of their own. Other files of the same person say "decided on an earlier file".
DECIDED = "document.querySelectorAll('.row .decision:not(.elsewhere)').length"


class ServeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = Path(cls.folder.name)
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.folder.cleanup()

    def setUp(self):
        self.servers = []
        self.home = self.root / self.id().rsplit(".", 1)[1]
        self.home.mkdir()

    def tearDown(self):
        for context in self.browser.chromium.contexts:
            context.close()
        for server in self.servers:
            server.end()
        faults, self.browser.faults = self.browser.faults, []
        self.assertEqual(faults, [])

    def serve(self, *arguments, **options):
        """The page of a server of its own."""
        server = Server(*arguments, *AS_OF)
        self.servers.append(server)
        return self.browser.open(server.url, **options)

    def files(self, count, folder="cvs"):
        """A folder with resumes of invented people."""
        made = self.home / folder
        made.mkdir()
        for number in range(count):
            (made / f"{number:04d}.txt").write_text(resume(number))
        return made

    def drop(self, page, target, *paths):
        """Drops files and folders of the disk, as a person does."""
        box = page.locator(target).bounding_box()
        devtools = page.context.new_cdp_session(page)
        data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            devtools.send("Input.dispatchDragEvent", {"type": kind, "x": box["x"] + 40, "y": box["y"] + 20, "data": data})

    def rank(self, page, role=ROLE):
        """Chooses a role on the first screen, and ranks to the end."""
        page.select_option("#pick-role", role)
        page.click("#rank")
        self.read(page)

    def read(self, page):
        page.wait_for_selector(".list")
        page.wait_for_selector("#progress progress", state="detached", timeout=60_000)
        page.wait_for_selector(".row")

    def download(self, page, words):
        """The bytes that an entry of the export menu saves."""
        page.click("#export")
        with page.expect_download() as download:
            page.get_by_role("button", name=words, exact=True).click()
        return Path(download.value.path()).read_bytes()

    def test_the_first_screen_says_how_to_begin(self):
        page = self.serve()
        for words in ("Drop files, folders or a ZIP here", "Choose files", "Choose a folder", "Try with sample resumes", "Read the posting"):
            self.assertTrue(page.get_by_text(words).first.is_visible(), words)
        self.assertTrue(page.locator("#rank").is_disabled())
        self.assertLess(page.locator("#rank").bounding_box()["y"], 700)
        self.assertNotIn("token", page.url)
        page.click("#sample")
        page.wait_for_selector("#remove-all")
        self.rank(page)
        self.assertGreater(page.locator(".row").count(), 2)

    def test_dropped_files_and_folders_are_ranked(self):
        page = self.serve()
        folder = self.files(12)
        (folder / "inner").mkdir()
        (folder / "inner" / HOSTILE).write_text(resume(40) + '- Sold "><img src=x onerror=alert(2)> to key accounts\n')
        (folder / ".hidden.txt").write_text(resume(41))
        single = self.home / "single.txt"
        single.write_text(resume(42))
        self.drop(page, "#drop-files", folder, single)
        page.wait_for_selector("text=14 files")
        self.rank(page)
        self.assertIn("14 resumes", page.locator("h1").inner_text())
        page.fill("#find", "onerror")
        page.locator(".row .name").first.click()
        page.wait_for_function("name => document.querySelector('.file')?.textContent.endsWith(name)", arg=HOSTILE)
        for name in ("overview", "compare", "shortlist", "about", "role"):
            page.click(f"[data-page={name}]")
            page.wait_for_timeout(150)
        self.assertEqual(page.locator("img").count(), 0)
        page.click("[data-page=files]")
        page.click("#remove-all")
        page.wait_for_selector("text=No resumes yet")

    def test_files_dropped_beside_the_ranking_wait_for_a_new_one(self):
        page = self.serve(self.files(3))
        self.rank(page)
        late = self.home / "late.txt"
        late.write_text(resume(77))
        self.drop(page, "#list", late)
        page.get_by_role("button", name="Rank again").click()
        page.wait_for_function("() => document.querySelector('.how-many')?.textContent.includes('4 resumes')")

    def test_a_posting_becomes_a_confirmed_role_and_a_ranking(self):
        roles = self.home / "roles"
        page = self.serve("fixtures/resumes", "--roles-dir", roles)
        self.drop(page, "#drop-posting", POSTING)
        page.wait_for_selector("#criteria")
        self.assertIn("Ferrywise builds booking software", page.locator(".line.ignored", has_text="Ferrywise").inner_text())
        line = page.locator(".line.used", has_text="PostgreSQL")
        line.locator("button").click()
        self.assertTrue(page.evaluate("document.activeElement.classList.contains('crit-label')"))
        self.assertIn("at", line.get_attribute("class").split())
        self.assertIn("not confirmed", page.locator("#criteria-title").inner_text())
        page.locator(".crit", has_text="line").first.get_by_role("button", name="nice").click()
        page.click("#confirm")
        page.wait_for_selector("#confirm", state="detached")
        self.assertNotIn("not confirmed", page.locator("#criteria-title").inner_text())
        self.assertEqual(page.evaluate("document.activeElement.id"), "rank-role")
        page.click("#rank-role")
        self.read(page)
        self.assertIn("Senior Backend Engineer", page.locator("#role option:checked").inner_text())
        self.assertEqual(len(list(roles.glob("*.toml"))), 1)
        self.assertNotIn("confirmed = false", next(roles.glob("*.toml")).read_text())
        rolefit("roles", "check", roles, status=(0,))

    def test_a_posting_that_asks_for_nothing_says_so(self):
        page = self.serve()
        page.fill("#posting", "Hello.")
        page.click("#read-posting")
        page.wait_for_selector("#drop-posting [role=alert]")
        self.assertEqual(page.locator("#posting").input_value(), "Hello.")

    def test_an_edit_shows_who_would_move_before_it_is_saved(self):
        roles = self.home / "roles"
        page = self.serve("fixtures/resumes", "--roles-dir", roles)
        self.rank(page)
        before = page.locator(".row .number").all_inner_texts()
        page.click("[data-page=role]")
        page.wait_for_selector("#criteria")
        page.click("#leave-1")
        page.wait_for_selector("#moves table")
        self.assertIn("would move", page.locator("#moves").inner_text())
        self.assertEqual(list(roles.glob("*.toml")), [])
        page.click("#discard")
        page.wait_for_selector("#moves", state="detached")
        page.click("#leave-1")
        page.wait_for_selector("#moves table")
        page.click("#rank-role")
        self.read(page)
        self.assertNotEqual(page.locator(".row .number").all_inner_texts(), before)
        rolefit("roles", "check", roles, status=(0,))

    def test_a_role_that_is_not_in_order_is_not_saved_and_says_why(self):
        page = self.serve("fixtures/resumes")
        page.select_option("#pick-role", ROLE)
        page.click("#look")
        page.fill("#role-title", "")
        page.click("#rank-role")
        page.wait_for_selector("[role=alert]:visible")
        self.assertEqual(page.locator("#role-title").input_value(), "")
        page.click("#discard")
        page.click("#rank-role")
        self.read(page)
        page.click("[data-page=role]")
        page.click("#leave-0")
        page.wait_for_selector("[role=alert]:has-text('title')")
        self.assertEqual(page.locator("#moves").count(), 0)

    def test_a_line_that_was_left_out_can_be_added(self):
        page = self.serve("fixtures/resumes")
        page.fill("#posting", POSTING.read_text())
        page.click("#read-posting")
        page.wait_for_selector("#criteria")
        number = page.locator(".crit").count()
        page.fill("#new-criterion", "Three years of experience in logistics")
        page.keyboard.press("Enter")
        self.assertEqual(page.locator(".crit").count(), number + 1)
        page.click("#save-role")
        page.wait_for_selector("#save-role", state="detached")
        self.assertEqual(page.locator(".crit").count(), number + 1)
        self.assertIn("weight", page.locator(".crit").last.inner_text())

    def test_decisions_are_in_the_file_and_survive_a_reload(self):
        table = self.home / "decisions.csv"
        page = self.serve("fixtures/resumes", "--decisions", table)
        self.rank(page)
        # A key is about the person who is shown, and the next person opens after each.
        for key in "12":
            shown = page.locator(".person h2").inner_text()
            page.keyboard.press(key)
            page.wait_for_function("shown => document.querySelector('.person h2')?.textContent !== shown", arg=shown)
        page.keyboard.press("3")
        page.fill("#own-reason", "Needs the office on site, every day")
        page.locator("dialog button", has_text="Decline").last.click()
        page.wait_for_function(f"() => {DECIDED} === 3")
        page.keyboard.press("u")
        page.wait_for_function(f"() => {DECIDED} === 2")
        page.wait_for_timeout(300)
        page.reload()
        page.wait_for_selector(".row .decision")
        self.assertEqual(page.evaluate(DECIDED), 2)
        rows = list(csv.DictReader(io.StringIO(table.read_text())))
        self.assertEqual(sorted(row["decision"] for row in rows), ["hold", "invite"])
        self.assertTrue(all(row["role"] == ROLE and row["date"] for row in rows))
        lines = rolefit("rank", "fixtures/resumes", "--role", ROLE, *AS_OF, "--decisions", table, "--format", "jsonl").splitlines()
        decided = [record["decision"]["decision"] for record in map(json.loads, lines) if record["decision"]]
        self.assertEqual(sorted(decided), ["hold", "invite"])

    def test_selection_filters_and_job_survive_a_reload(self):
        page = self.serve("fixtures/resumes", "fixtures/unreadable")
        self.rank(page)
        page.click("[data-tile=unlikely]")
        page.locator(".row .name").nth(3).click()
        chosen = page.locator(".person h2").inner_text()
        page.reload()
        page.wait_for_selector(".person")
        self.assertEqual(page.locator(".person h2").inner_text(), chosen)
        self.assertEqual(page.locator("[data-tile=unlikely]").get_attribute("aria-pressed"), "true")
        self.assertIn("Read by hand: 3 files", page.locator(".worklist").inner_text())

    def test_exports_are_what_rank_writes(self):
        table = self.home / "decisions.csv"
        page = self.serve("fixtures/resumes", "fixtures/unreadable", "--decisions", table)
        self.rank(page)
        page.keyboard.press("1")
        page.wait_for_selector(".row .decision")
        page.wait_for_timeout(300)
        for words, ending in (("Table (CSV)", "csv"), ("Records (JSONL)", "jsonl"), ("Workbook (XLSX)", "xlsx"),
                              ("Report, a web page", "html")):
            written = self.home / f"ranking.{ending}"
            rolefit("rank", "fixtures/resumes", "fixtures/unreadable", "--role", ROLE, *AS_OF, "--decisions", table, "-o", written)
            self.assertEqual(self.download(page, words), written.read_bytes(), words)
        shortlist = self.browser.open(self.kept(self.download(page, "Shortlist to mail"), "shortlist.html"))
        shortlist.wait_for_selector(".sheet")
        self.assertEqual(shortlist.locator(".sheet").count(), 1)
        self.assertIn(b"invite", self.download(page, "Decisions (CSV)"))

    def kept(self, data, name):
        file = self.home / name
        file.write_bytes(data)
        return file

    def test_rows_that_come_do_not_move_the_list_under_the_pointer(self):
        page = self.serve(self.files(600))
        page.select_option("#pick-role", ROLE)
        page.click("#rank")
        page.wait_for_selector(".row")
        page.mouse.move(200, 400)
        page.mouse.move(210, 410)
        page.wait_for_selector("#show-new", timeout=60_000)
        first = page.locator(".row .name").all_inner_texts()
        page.wait_for_selector("#progress progress", state="detached", timeout=60_000)
        page.wait_for_timeout(500)
        self.assertEqual(page.locator(".row .name").all_inner_texts(), first)
        self.assertRegex(page.locator("#show-new").inner_text(), r"\d+ new, show")
        page.click("#show-new")
        self.assertIn("600 resumes", page.locator("h1").inner_text())

    def test_cancel_keeps_what_was_read(self):
        page = self.serve(self.files(3000))
        page.select_option("#pick-role", ROLE)
        page.click("#rank")
        page.wait_for_selector(".row")
        page.click("#cancel")
        page.wait_for_selector("text=Cancelled:")
        self.assertGreater(page.locator(".row").count(), 0)
        page.click("#again")
        page.wait_for_selector("#cancel")

    def test_names_are_hidden_until_somebody_is_decided_on(self):
        page = self.serve("fixtures/resumes/fits/key.pdf")
        self.rank(page)
        self.assertIn("Maren Oakhurst", page.locator(".person h2").inner_text())
        page.click("#blind")
        page.wait_for_selector("#tab-image", state="detached")
        whole = page.locator("body").inner_text()
        for word in ("Maren", "Oakhurst", "maren.oakhurst@example.com", "key.pdf"):
            self.assertNotIn(word, whole)
        page.keyboard.press("1")
        page.wait_for_selector(".row .decision")
        self.assertIn("Maren Oakhurst", page.locator(".row").first.inner_text())
        self.assertIn(b",yes,", self.download(page, "Decisions (CSV)"))

    def test_the_page_of_a_pdf_has_its_evidence_marked(self):
        page = self.serve("fixtures/resumes/fits/key.pdf", "fixtures/unreadable")
        self.rank(page)
        drawn = "() => document.querySelector('.page-image')?.naturalWidth > 100"
        page.wait_for_function(drawn)
        page.locator("button[data-criterion]", has_text="Consultative selling").click()
        page.wait_for_selector(".box.outlined")
        box, image = (page.locator(it).first.bounding_box() for it in (".box.outlined", ".page-image"))
        self.assertTrue(image["x"] <= box["x"] and box["x"] + box["width"] <= image["x"] + image["width"])
        self.assertTrue(image["y"] <= box["y"] and box["y"] + box["height"] <= image["y"] + image["height"])
        page.locator(".box.outlined").first.click()
        self.assertIn("Consultative selling", page.locator("#supported").inner_text())
        page.keyboard.press("Escape")
        page.locator("#tab-image").press("ArrowRight")
        page.wait_for_selector("#resume .text")
        self.assertEqual(page.evaluate("document.activeElement.id"), "tab-text")
        page.click("#tab-image")
        page.click("[data-tile=hand]")
        page.locator(".worklist li", has_text="scan").get_by_text("Open").click()
        page.wait_for_function("() => document.querySelector('.person h2').textContent.includes('scan')")
        page.wait_for_function(drawn)
        self.assertEqual(page.locator("#tab-text").count(), 0)

    def test_everything_from_files_to_export_is_done_by_keyboard(self):
        page = self.serve()
        folder = self.files(5)

        def to(selector):
            for _ in range(60):
                if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
                    return
                page.keyboard.press("Tab")
            self.fail(f"the keyboard does not reach {selector}")

        with page.expect_file_chooser() as chooser:
            to("#drop-files button")
            page.keyboard.press("Enter")
        chooser.value.set_files([str(path) for path in sorted(folder.iterdir())])
        page.wait_for_selector("text=5 files")
        to("#posting")
        page.keyboard.insert_text(POSTING.read_text())
        to("#read-posting")
        page.keyboard.press("Enter")
        page.wait_for_selector("#criteria")
        to("#must-1")
        page.keyboard.press("Space")
        self.assertEqual(page.locator("#must-1").get_attribute("aria-pressed"), "true")
        self.assertEqual(page.evaluate("document.activeElement.id"), "must-1")
        page.keyboard.press("Control+Enter")
        page.wait_for_function("() => document.activeElement?.id === 'rank-role'")
        page.keyboard.press("Enter")
        self.read(page)
        page.keyboard.press("j")
        page.keyboard.press("1")
        page.wait_for_selector(".row .decision")
        to("#export")
        page.keyboard.press("Enter")
        for _ in range(4):
            page.keyboard.press("ArrowDown")
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        self.assertEqual(download.value.suggested_filename, "ranking.csv")
        self.assertEqual(page.evaluate("document.activeElement.id"), "export")

    def test_nothing_scrolls_sideways_on_a_telephone_or_at_twice_the_size(self):
        for width, height in ((360, 740), (640, 360)):
            page = self.serve("fixtures/resumes", width=width, height=height)
            self.assertTrue(page.evaluate(FITS), f"first screen {width}")
            page.fill("#posting", POSTING.read_text())
            page.click("#read-posting")
            page.wait_for_selector("#criteria")
            self.assertTrue(page.evaluate(FITS), f"role {width}")
            page.click("#rank-role")
            self.read(page)
            self.assertTrue(page.evaluate(FITS), f"list {width}")
            page.locator(".row .name").first.click()
            page.wait_for_selector(".person")
            self.assertTrue(page.evaluate(FITS), f"candidate {width}")
            page.click("text=Back to the list")
            page.click("#export")
            self.assertTrue(page.evaluate(FITS), f"menu {width}")

    def test_weights_that_were_tried_go_into_the_role(self):
        page = self.serve("fixtures/resumes")
        self.rank(page)
        page.keyboard.press("w")
        page.locator("#weight-1").press("Home")
        page.click("#take-weights")
        page.wait_for_selector("#moves table")
        self.assertIn("weight 0", page.locator("#crit-1").inner_text())
        self.assertNotIn("weight 0", page.locator("#crit-0").inner_text())

    def test_a_page_without_the_token_shows_nothing_and_says_why(self):
        page = self.serve("fixtures/resumes")
        address = self.servers[0].url.split("#")[0]
        for wrong in ("", "#token=wrong"):
            other = self.browser.open(address + wrong)
            self.assertIn("This address is not complete", other.locator("h1").inner_text())
            self.assertNotIn("Key Account", other.locator("body").inner_text())
        self.assertTrue(page.locator("#drop-files").is_visible())

    def test_a_server_that_has_ended_is_named(self):
        page = self.serve("fixtures/resumes")
        self.servers.pop().end()
        page.select_option("#pick-role", ROLE)
        page.click("#rank")
        page.wait_for_selector("#gone")
        self.assertIn("rolefit serve", page.locator("#gone").inner_text())
        self.browser.faults = [fault for fault in self.browser.faults if "ERR_CONNECTION_REFUSED" not in fault]

    def test_rules_of_accessibility_hold_in_light_and_dark(self):
        try:
            import axe_playwright_python
        except ImportError:
            self.skipTest("axe-playwright-python is not installed")
        axe = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
        run = "async () => (await axe.run()).violations.map(it => [it.id, it.nodes.map(node => node.html.slice(0, 160)).slice(0, 3)])"
        for scheme in ("light", "dark"):
            page = self.serve("fixtures/resumes", "fixtures/unreadable", color_scheme=scheme)
            page.evaluate(axe)
            self.assertEqual(page.evaluate(run), [], f"{scheme} files")
            page.fill("#posting", POSTING.read_text())
            page.click("#read-posting")
            page.wait_for_selector("#criteria")
            self.assertEqual(page.evaluate(run), [], f"{scheme} posting")
            page.click("#rank-role")
            self.read(page)
            page.keyboard.press("c")
            page.locator("#export").click()
            for name in (None, "person", "role", "compare", "about"):
                if name:
                    page.click(f"[data-page={name}]")
                page.wait_for_timeout(300)
                self.assertEqual(page.evaluate(run), [], f"{scheme} {name}")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[2:], verbosity=2)
