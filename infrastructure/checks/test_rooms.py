"""Seeds faults into a small repository; each must be found."""

import pathlib
import subprocess
import tempfile
import unittest

from rooms import findings

SOUND = {
    "pom.xml": "<project/>",
    "shared/mail/pom.xml": "<project/>",
    "shared/mail/README.md": "# mail\n",
    "shared/mail/SPEC.md": "- **M1** A mail is a mail.\n- **M2** So is this one.\n",
    "shared/mail/src/main/java/relais/mail/package-info.java": "@NullMarked\npackage relais.mail;\n",
    "shared/mail/src/main/java/relais/mail/Mail.java": "record Mail() {}\n",
    "shared/mail/src/test/java/relais/mail/MailTest.java":
        "void M1_it_is() {}\nvoid M2_so_is_this() {}\n",
    "web/package.json": "{}",
    "web/README.md": "# web\n",
    "web/SPEC.md": "- **W1** It shows.\n",
    "web/src/list.test.ts": "test('W1 it shows', () => {})\n",
    "docs/decisions/0007-one-table.md": "# 7. One table\nStatus: accepted (2026-11-21).\n",
}

FAULTS = [
    ({"shared/mail/README.md": None}, "shared/mail: no README.md"),
    ({"shared/mail/README.md": "mail"}, "shared/mail/README.md: does not begin with a title"),
    ({"web/README.md": None}, "web: no README.md"),
    ({"shared/mail/src/main/java/relais/mail/package-info.java": None},
        "shared/mail/src/main/java/relais/mail: no package-info.java"),
    ({"shared/mail/src/main/java/relais/mail/package-info.java": "package relais.mail;\n"},
        "shared/mail/src/main/java/relais/mail/package-info.java: not @NullMarked"),
    ({"shared/mail/SPEC.md": "nothing"}, "shared/mail/SPEC.md: states no rule"),
    ({"shared/mail/SPEC.md": "**M1** a **M1** b **M2** c"},
        "shared/mail/SPEC.md: M1 is stated twice"),
    ({"shared/mail/SPEC.md": "**M1** **M2** **M3**"}, "shared/mail/SPEC.md: M3 has no test"),
    ({"shared/mail/SPEC.md": "**M1**"},
        "shared/mail/SPEC.md: a test bears M2, which is not stated"),
    ({"web/src/list.test.ts": "test('it shows', () => {})\n"}, "web/SPEC.md: W1 has no test"),
    ({"web/SPEC.md": "**M1**", "web/src/list.test.ts": "test('M1 x', () => {})\n"},
        "web/SPEC.md: M… belongs to shared/mail/SPEC.md"),
    ({"docs/decisions/0007-other.md": "# 7. Other\nStatus: accepted.\n"},
        "docs/decisions/0007-other.md: 7 is already 0007-one-table.md"),
    ({"docs/decisions/one.md": "x"}, "docs/decisions/one.md: not named NNNN-words.md"),
    ({"docs/decisions/0008-x.md": "# 9. X\nStatus: accepted.\n"},
        "docs/decisions/0008-x.md: the title does not begin with 8."),
    ({"docs/decisions/0008-x.md": "# 8. X\nStatus: agreed.\n"},
        "docs/decisions/0008-x.md: the status is none of accepted, proposed, rejected, replaced"),
    ({"shared/mail/src/main/java/relais/mail/Mail.java": "// TODO\n"},
        "shared/mail/src/main/java/relais/mail/Mail.java:1: left for later"),
]


def found_in(files):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        subprocess.run(["git", "init", "-q", folder], check=True)
        for name, text in files.items():
            if text is not None:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
        return findings(root)


class Rooms(unittest.TestCase):
    def test_in_order_have_no_findings(self):
        self.assertEqual([], found_in(SOUND))

    def test_with_a_fault_have_just_that_finding(self):
        for change, expected in FAULTS:
            with self.subTest(expected):
                self.assertEqual([expected], found_in(SOUND | change))


if __name__ == "__main__":
    unittest.main()
