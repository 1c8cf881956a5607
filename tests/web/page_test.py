#!/usr/bin/env python3
"""Drives the page that `rank -o report.html` writes as people do: python3 tests/web/page_test.py [ROLEFIT]."""

import base64
import csv
import io
import json
import re
import sys
import tempfile
import time
import unittest
import zlib
from pathlib import Path

from browser import AS_OF, ROOT, Browser, rolefit

ROLE = "key-account-manager"
HOSTILE = "<img src=x onerror=alert(1)>.txt"
HOSTILE_TEXT = """<script>alert(1)</script>
hostile@example.com, 555-0199

EXPERIENCE
Key Account Manager, Example <b>Ltd</b>, 2015 - 2020
- Managed key accounts "><img src=x onerror=alert(2)> and negotiated contracts
"""
MANY = 10_000


def many(folder):
    """Writes resumes of many invented people, no two alike."""
    for number in range(MANY):
        name = f"{'BCDFGHKLMN'[number // 1000]}{number % 1000:03d}"
        (folder / f"{number:05d}.txt").write_text(
            f"Person {name}\nperson{number}@example.com\n\nExperience\n"
            f"{'Key Account Manager' if number % 7 else 'Baker'}, Firm {number}, {2000 + number % 20} - {2001 + number % 20}\n"
            f"- Managed a portfolio of {number} accounts\n")


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        root = Path(cls.folder.name)
        cls.root = root
        (root / "hostile").mkdir()
        (root / "hostile" / HOSTILE).write_text(HOSTILE_TEXT)
        cls.resumes = ["fixtures/resumes", "fixtures/unreadable", root / "hostile"]
        cls.report = root / "report.html"
        rolefit("rank", *cls.resumes, "--role", ROLE, *AS_OF, "-o", cls.report)
        lines = rolefit("rank", *cls.resumes, "--role", ROLE, *AS_OF, "--format", "jsonl").splitlines()
        cls.records = {record["candidate"]["id"]: record for record in map(json.loads, lines)}
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.folder.cleanup()

    def tearDown(self):
        for context in self.browser.chromium.contexts:
            context.close()
        faults, self.browser.faults = self.browser.faults, []
        self.assertEqual(faults, [])

    def open(self, file=None, **options):
        return self.browser.open(file or self.report, **options)

    def names(self, page):
        return page.locator(".row .name").all_inner_texts()

    def current(self, page):
        return page.locator(".person h2").inner_text()

    def test_the_first_screen_has_role_tiles_and_ten_rows(self):
        page = self.open()
        self.assertIn("Key Account Manager", page.locator("h1").inner_text())
        self.assertIn(f"{len(self.records)} resumes", page.locator("h1").inner_text())
        self.assertEqual(page.locator(".tile").count(), 5)
        foot = page.locator(".list .foot").bounding_box()["y"]
        whole = [box for box in (row.bounding_box() for row in page.locator(".row").all()) if box["y"] + box["height"] <= foot]
        self.assertGreaterEqual(len(whole), 10)
        self.assertIn("An order for reading. People decide.", page.locator(".list .foot").inner_text())
        self.assertTrue(page.locator(".legend").is_visible())
        self.assertEqual(page.locator(".row td").first.evaluate("it => it.closest('table').tagName"), "TABLE")

    def test_scores_are_those_of_the_program(self):
        page = self.open()
        shown = page.evaluate("""() => document.title""")
        self.assertIn("Key Account Manager", shown)
        for name in ("fits/key.pdf", "fits/senior.pdf", "neighbours/recruiter.pdf"):
            page.fill("#find", name)
            page.locator(".row .name").first.click()
            score = self.records[name]["roles"][0]["score"]
            self.assertTrue(page.locator(".verdict").inner_text().startswith(f"{score:.1f} of 100"), name)
            points = page.locator(".reasons-pane .points").all_text_contents()
            shown = [float(it.split()[0]) for it in points if "of" in it]
            self.assertAlmostEqual(sum(shown), score, places=3, msg=points)
            promised = {it["label"]: it["points"] for it in self.records[name]["roles"][0]["criteria"]}
            for item in page.locator(".criterion button").all():
                label = item.locator(".label").evaluate("it => it.firstChild.textContent")
                got = float(item.locator(".points").text_content().split()[0])
                self.assertLess(abs(got - promised[label]), 0.11, label)
            page.fill("#find", "")

    def test_the_text_is_what_text_prints(self):
        page = self.open()
        page.fill("#find", "fits/sales.html")
        page.locator(".row .name").first.click()
        page.wait_for_function("document.querySelector('.file')?.textContent === 'fits/sales.html'")
        printed = rolefit("text", "fixtures/resumes/fits/sales.html")
        self.assertEqual(page.locator("#resume .text").evaluate("it => it.textContent"), printed)

    def test_tiles_filter_and_a_filter_without_a_match_can_be_lifted(self):
        page = self.open()
        number = int(page.locator("[data-tile=strong] b").inner_text())
        page.click("[data-tile=strong]")
        self.assertEqual(page.locator(".row").count(), number)
        self.assertEqual(page.locator("[data-tile=strong]").get_attribute("aria-pressed"), "true")
        page.fill("#find", "nobody has this name")
        self.assertIn("“strong match” and “nobody has this name”", page.locator(".empty").first.inner_text())
        page.click("text=Clear the filters")
        self.assertGreater(page.locator(".row").count(), number)

    def test_files_to_read_by_hand_come_first_with_their_reason(self):
        page = self.open()
        worklist = page.locator(".worklist")
        self.assertLess(worklist.bounding_box()["y"], page.locator(".row").first.bounding_box()["y"])
        page.click("[data-tile=hand]")
        self.assertIn("OCR", worklist.inner_text())
        self.assertEqual(worklist.locator("li").count(), 3)
        worklist.locator("li", has_text="scan").get_by_text("Open").click()
        self.assertIn("Nothing of this file was read", page.locator("#reasons").inner_text())
        page.keyboard.press("2")
        self.assertIn("Hold", worklist.locator("li", has_text="scan").locator(".decision").inner_text())

    def test_a_criterion_leads_to_its_quotes_in_turn(self):
        page = self.open()
        criterion = page.locator("button[data-criterion]", has_text="Consultative selling")
        criterion.click()
        page.wait_for_selector("#resume mark.outlined")
        page.wait_for_timeout(600)
        pane, mark = page.locator("#resume").bounding_box(), page.locator("#resume mark.outlined").first.bounding_box()
        self.assertTrue(pane["y"] <= mark["y"] <= pane["y"] + pane["height"])
        first = page.locator("#resume mark.outlined").first.inner_text()
        criterion.click()
        page.wait_for_selector("text=2 of")
        self.assertNotEqual(first, page.locator("#resume mark.outlined").first.inner_text())
        self.assertEqual(page.evaluate("scrollY"), 0)

    def test_a_marked_passage_lists_what_it_supports(self):
        page = self.open()
        mark = page.locator("#resume mark").first
        mark.focus()
        page.keyboard.press("Enter")
        self.assertIn("This passage supports", page.locator("#supported").inner_text())
        page.keyboard.press("Escape")
        self.assertEqual(page.locator("#supported").count(), 0)
        self.assertTrue(mark.evaluate("it => it === document.activeElement"))

    def test_differences_add_up_in_a_comparison(self):
        page = self.open()
        for press in "cjcjjc":
            page.keyboard.press(press)
        page.click("[data-page=compare]")
        page.wait_for_selector("table.compare")

        def number(words):
            return 0.0 if words.strip() == "level" else float(words.replace("−", "-"))

        for column in (2, 3):
            cells = page.locator(f".compare tbody tr td:nth-child({column + 1}) .difference").all_inner_texts()
            foot = page.locator(f".compare tfoot td:nth-child({column + 1}) .difference").inner_text()
            self.assertAlmostEqual(sum(map(number, cells)), number(foot.strip()), places=3)
            scores = [float(page.locator(f".compare tfoot td:nth-child({at}) b").inner_text()) for at in (2, column + 1)]
            self.assertAlmostEqual(scores[1] - scores[0], number(foot.strip()), places=3)
        largest = [max(abs(number(it)) for it in row.locator(".difference").all_inner_texts()) for row in page.locator(".compare tbody").first.locator("tr").all()]
        self.assertEqual(largest, sorted(largest, reverse=True))

    def test_weights_are_tried_and_reset(self):
        page = self.open()
        before = page.locator(".row .number").all_inner_texts()
        page.keyboard.press("w")
        slider = page.locator("#weight-0")
        slider.focus()
        slider.press("Home")
        self.assertIn("What-if, not the ranking", page.locator("#what-if-band").inner_text())
        self.assertNotEqual(page.locator(".row .number").all_inner_texts(), before)
        page.locator("#what-if-band").get_by_text("Reset").click()
        self.assertTrue(page.locator("#what-if-band").is_hidden())
        self.assertEqual(page.locator(".row .number").all_inner_texts(), before)

    def test_untouched_weights_give_the_scores_of_the_program(self):
        packed = re.search(r'id="index">([^<]*)<', self.report.read_text()).group(1)
        index = json.loads(zlib.decompress(base64.b64decode(packed), wbits=-15))
        page = self.browser.chromium.new_context().new_page()
        source = (ROOT / "web/script/score.js").read_text()
        scores = page.evaluate("""([source, report]) => new Function("report", "view", source + `
            tried.set(0, report.roles[0].criteria.map((it) => it.weight));
            return report.people.flatMap((it) => it.roles).map((it) => [score(it), it.score]);
        `)(report, { role: 0 })""", [source, index])
        self.assertGreater(len(scores), 40)
        self.assertEqual([it for it in scores if it[0] != it[1]], [])

    def test_decisions_are_kept_undone_exported_and_read_again(self):
        page = self.open()
        first = self.current(page)
        page.keyboard.press("1")
        page.wait_for_function("before => document.querySelector('.person h2')?.textContent !== before", arg=first)
        page.keyboard.press("2")
        page.keyboard.press("3")
        page.fill("#own-reason", "Needs the office on site, every day")
        page.fill("#who", "Kim")
        page.locator("dialog button", has_text="Decline").last.click()
        page.wait_for_selector("dialog", state="detached")
        self.assertEqual(page.locator(".row .decision:not(.elsewhere)").count(), 3)
        page.keyboard.press("u")
        self.assertEqual(page.locator(".row .decision:not(.elsewhere)").count(), 2)
        page.keyboard.press("3")
        page.locator("dialog button", has_text="Decline").last.click()
        page.reload()
        page.wait_for_selector(".row .decision")
        self.assertEqual(page.locator(".row .decision:not(.elsewhere)").count(), 3)
        with page.expect_download() as download:
            page.click("#export")
        table = self.root / "decisions.csv"
        download.value.save_as(table)
        rows = list(csv.DictReader(io.StringIO(table.read_text())))
        self.assertEqual(sorted(row["decision"] for row in rows), ["decline", "hold", "invite"])
        self.assertTrue(all(row["role"] == ROLE for row in rows))
        again = self.root / "again.html"
        rolefit("rank", *self.resumes, "--role", ROLE, *AS_OF, "--decisions", table, "-o", again)
        page = self.open(again)
        self.assertEqual(page.locator(".row .decision:not(.elsewhere)").count(), 3)
        lines = rolefit("rank", *self.resumes, "--role", ROLE, *AS_OF, "--decisions", table, "--format", "jsonl").splitlines()
        decided = [record["decision"]["decision"] for record in map(json.loads, lines) if record["decision"]]
        self.assertEqual(sorted(decided), ["decline", "hold", "invite"])

    def test_a_decision_holds_for_all_files_of_a_person(self):
        folder = self.root / "versions"
        folder.mkdir()
        for name, person, years in (("old", "Ines Abello", "2015 - 2019"), ("new", "Ines Abello", "2015 - 2021"), ("other", "Odd Brekke", "2016 - 2018")):
            (folder / f"{name}.txt").write_text(
                f"{person}\n{person.split()[0].lower()}@example.com\n\nExperience\nKey Account Manager, Example Ltd, {years}\n"
                "- Managed a portfolio of 40 key accounts\n")
        report = self.root / "versions.html"
        rolefit("rank", folder, "--role", ROLE, *AS_OF, "-o", report)
        page = self.open(report)
        self.assertEqual(page.locator("[data-tile=undecided] b").inner_text(), "3")
        self.assertIn("Ines", self.current(page))
        page.keyboard.press("1")
        page.wait_for_function("() => document.querySelector('.person h2')?.textContent.includes('Odd')")
        self.assertEqual(page.locator("[data-tile=undecided] b").inner_text(), "1")
        self.assertEqual(page.locator(".row .elsewhere").inner_text(), "decided on an earlier file")
        page.click("[data-tile=undecided]")
        self.assertEqual(page.locator(".row .name").all_inner_texts(), ["Odd Brekke"])

    def test_a_decline_that_is_called_off_decides_nothing(self):
        page = self.open()
        page.keyboard.press("3")
        page.wait_for_selector("dialog")
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
        self.assertEqual(page.locator(".row .decision:not(.elsewhere)").count(), 0)

    def test_names_and_quotes_are_never_run(self):
        page = self.open()
        page.fill("#find", "onerror")
        page.locator(".row .name").first.click()
        page.wait_for_function("name => document.querySelector('.file')?.textContent === name", arg=HOSTILE)
        self.assertIn("<script>alert(1)</script>", page.locator("#resume").inner_text())
        for button in page.locator("button[data-criterion]:enabled:visible").all():
            button.click()
        page.keyboard.press("c")
        for name in ("overview", "compare", "shortlist", "about"):
            page.click(f"[data-page={name}]")
            page.wait_for_timeout(100)
        self.assertEqual(page.locator("img").count(), 0)
        self.assertEqual(page.locator("script:not([type])").count(), 0)

    def test_everything_is_in_reach_of_the_keyboard(self):
        page = self.open()
        page.keyboard.press("Tab")
        self.assertIn("Skip", page.evaluate("document.activeElement.textContent"))
        page.keyboard.press("Enter")
        self.assertEqual(page.evaluate("document.activeElement.id"), "candidate")
        first = self.current(page)
        page.keyboard.press("ArrowDown")
        page.wait_for_function("before => document.querySelector('.person h2')?.textContent !== before", arg=first)
        page.keyboard.press("k")
        page.wait_for_function("name => document.querySelector('.person h2')?.textContent === name", arg=first)
        page.keyboard.press("/")
        page.keyboard.type("1j")
        self.assertEqual(page.locator("#find").input_value(), "1j")
        self.assertEqual(page.locator(".row .decision:not(.elsewhere)").count(), 0)
        page.keyboard.press("Escape")

    def test_selection_filter_and_scroll_survive_reload_and_back(self):
        page = self.open()
        page.click("[data-tile=unlikely]")
        page.locator("#scroll").evaluate("it => it.scrollTop = 400")
        page.wait_for_timeout(100)
        page.locator(".row .name").nth(6).click()
        chosen = self.current(page)
        top = page.locator("#scroll").evaluate("it => it.scrollTop")
        page.reload()
        page.wait_for_selector(".person")
        self.assertEqual(self.current(page), chosen)
        self.assertEqual(page.locator("[data-tile=unlikely]").get_attribute("aria-pressed"), "true")
        self.assertEqual(page.locator("#scroll").evaluate("it => it.scrollTop"), top)
        page.click("[data-page=overview]")
        page.go_back()
        page.wait_for_selector(".person")
        self.assertEqual(self.current(page), chosen)

    def test_names_are_hidden_until_somebody_is_decided_on(self):
        page = self.open()
        name = self.current(page).split("\n")[0]
        self.assertIn("Maren Oakhurst", name)
        page.click("#blind")
        whole = page.locator("body").inner_text()
        for word in ("Maren", "Oakhurst", "maren.oakhurst@example.com", "555-0101", "key.pdf"):
            self.assertNotIn(word, whole)
        self.assertIn("Key Account Manager", page.locator("#resume").inner_text())
        page.keyboard.press("1")
        page.wait_for_selector(".row .decision")
        self.assertIn("Maren Oakhurst", page.locator(".row").first.inner_text())
        with page.expect_download() as download:
            page.click("#export")
        self.assertIn(",yes,", Path(download.value.path()).read_text())

    def test_nothing_scrolls_sideways_on_a_telephone(self):
        page = self.open(width=360, height=740)
        fits = "document.documentElement.scrollWidth <= innerWidth"
        self.assertTrue(page.evaluate(fits))
        self.assertTrue(page.locator(".pane").is_hidden())
        page.locator(".row .name").first.click()
        page.wait_for_selector(".person")
        self.assertTrue(page.evaluate(fits))
        page.click("text=Back to the list")
        page.wait_for_selector(".pane", state="hidden")
        for name in ("overview", "compare", "shortlist", "about"):
            page.click(f"[data-page={name}]")
            page.wait_for_timeout(100)
            self.assertTrue(page.evaluate(fits), name)

    def test_paper_has_every_row(self):
        page = self.open()
        ranked = sum(record["status"] != "unreadable" for record in self.records.values())
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        self.assertEqual(page.locator(".row").count(), ranked)
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        self.assertLess(page.locator(".row").count(), ranked)

    def test_a_shortlist_has_the_invited_without_their_texts(self):
        key = self.records["fits/key.pdf"]["candidate"]["content"]
        table = self.root / "invited.csv"
        table.write_text(f"content;decision\r\n{key};invite\r\n")
        file = self.root / "shortlist.html"
        rolefit("rank", *self.resumes, "--role", ROLE, *AS_OF, "--decisions", table, "--shortlist", "-o", file)
        page = self.open(file)
        page.wait_for_selector(".sheet")
        whole = page.locator("body").inner_text()
        self.assertEqual(page.locator(".sheet").count(), 1)
        self.assertIn("Maren Oakhurst", whole)
        self.assertIn("Made 2026-11-21", whole)
        self.assertIn("delete it when the search is over", whole)
        self.assertNotIn("maren.oakhurst@example.com", whole)
        rolefit("rank", *self.resumes, "--role", ROLE, *AS_OF, "--decisions", table, "--shortlist", "--contacts", "-o", file)
        page = self.open(file)
        page.wait_for_selector(".sheet")
        self.assertIn("maren.oakhurst@example.com", page.locator("body").inner_text())

    def test_other_commands_write_the_page_too(self):
        pages = {"explain": ["explain", "fixtures/resumes/fits/key.pdf", "--role", ROLE],
                 "fit": ["fit", "fixtures/resumes/fits/senior.pdf"],
                 "compare": ["compare", "fixtures/resumes/fits/key.pdf", "fixtures/resumes/fits/senior.pdf", "--role", ROLE]}
        for name, arguments in pages.items():
            file = self.root / f"{name}.html"
            rolefit(*arguments, *AS_OF, "-o", file)
            page = self.open(file)
            page.wait_for_selector("table.compare" if name == "compare" else ".person")
            self.assertIn("1 resume" if name != "compare" else "2 resumes", page.locator("h1").inner_text())
            if name == "fit":
                self.assertEqual(page.locator("#role option").count(), 5)

    def test_rules_of_accessibility_hold_in_light_and_dark(self):
        try:
            import axe_playwright_python
        except ImportError:
            self.skipTest("axe-playwright-python is not installed")
        axe = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
        for scheme in ("light", "dark"):
            page = self.open(color_scheme=scheme)
            for press in "cjc":
                page.keyboard.press(press)
            page.evaluate(axe)
            for name in ("person", "overview", "compare", "shortlist", "about"):
                page.click(f"[data-page={name}]")
                page.wait_for_timeout(150)
                found = page.evaluate("async () => (await axe.run()).violations.map(it => [it.id, it.nodes.map(node => node.html.slice(0, 160)).slice(0, 3)])")
                self.assertEqual(found, [], f"{scheme} {name}")

    def test_ten_thousand_open_in_seconds_and_are_drawn_as_they_scroll(self):
        folder = self.root / "many"
        folder.mkdir()
        many(folder)
        file = self.root / "many.html"
        rolefit("rank", folder, "--role", ROLE, *AS_OF, "-o", file, "--quiet")
        begin = time.monotonic()
        page = self.open(file)
        page.wait_for_selector(".row")
        opened = time.monotonic() - begin
        self.assertLess(opened, 8, "seconds to open ten thousand")
        self.assertLess(page.locator(".row").count(), 60)
        page.locator("#scroll").evaluate("it => it.scrollTop = it.scrollHeight")
        page.wait_for_function(f"[...document.querySelectorAll('.row')].some(it => it.ariaRowIndex === '{MANY + 1}')")
        page.locator(".row .name").last.click()
        page.wait_for_selector("#resume")
        self.assertIn("Person", page.locator("#resume").inner_text())
        print(f"ten thousand candidates: {file.stat().st_size / 1e6:.1f} MB, opened in {opened:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
