"""What must be true of every room (a folder with one purpose), and of the decisions.

usage: rooms.py [ROOT]

* Each room has a README.md and each Java package a package-info.java that is @NullMarked.
* Each rule of a SPEC.md has a test that bears its number, and no test bears a number without a rule.
* Each decision has a number of its own, which is also in its title, and one of four states.
* Nothing is left for later in the source.
"""

import pathlib
import re
import subprocess
import sys

STATES = {"proposed", "accepted", "rejected", "replaced"}
RULE = re.compile(r"\*\*([A-Z]+[0-9]+[a-z]?)\*\*")
NUMBERED_TEST = re.compile(r"\b([A-Z]+[0-9]+[a-z]?)_")
# In TypeScript the name of a test is a text: test('W3 an empty reply cannot be sent', …)
NUMBERED_TEXT = re.compile(r"\b(?:test|it)\(\s*['\"`]([A-Z]+[0-9]+[a-z]?) ")
LATER = re.compile(r"\b(TODO|FIXME|XXX)\b")
SOURCE = {".java", ".ts", ".tsx", ".mjs", ".js", ".py", ".yaml", ".yml", ".xml", ".sh", ".css"}


def tracked(root):
    """The files under version control, and those about to be."""
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "--cached", "--others", "--exclude-standard"],
        check=True, capture_output=True, text=True,
    )
    files = [root / line for line in listed.stdout.splitlines()]
    return [file for file in files if file.is_file()]


def rooms(root, files):
    """Each folder that has a description of its build, and each part of the infrastructure."""
    built = {file.parent for file in files if file.name in ("pom.xml", "package.json")}
    return sorted(room for room in built if room != root)


def signs(root, files):
    for room in rooms(root, files):
        readme = room / "README.md"
        if readme not in files:
            yield f"{room.relative_to(root)}: no README.md"
        elif not readme.read_text(encoding="utf-8").startswith("# "):
            yield f"{readme.relative_to(root)}: does not begin with a title"
    for package in sorted({file.parent for file in files if is_main_java(file)}):
        sign = package / "package-info.java"
        if sign not in files:
            yield f"{package.relative_to(root)}: no package-info.java"
        elif "@NullMarked" not in sign.read_text(encoding="utf-8"):
            yield f"{sign.relative_to(root)}: not @NullMarked"


def is_main_java(file):
    return file.suffix == ".java" and "/src/main/java/" in file.as_posix()


def is_test(file, room):
    path = file.relative_to(room).as_posix()
    return path.startswith("src/test/") or ".test." in file.name


def specifications(root, files):
    owners = {}
    for specification in (file for file in files if file.name == "SPEC.md"):
        room = specification.parent
        name = specification.relative_to(root)
        numbers = RULE.findall(specification.read_text(encoding="utf-8"))
        if not numbers:
            yield f"{name}: states no rule"
        for number in sorted({n for n in numbers if numbers.count(n) > 1}):
            yield f"{name}: {number} is stated twice"
        letters = {re.match("[A-Z]+", number).group() for number in numbers}
        for letter in sorted(letters):
            if owners.setdefault(letter, name) != name:
                yield f"{name}: {letter}… belongs to {owners[letter]}"
        tested = set()
        for file in files:
            if file.is_relative_to(room) and is_test(file, room):
                if file.suffix not in SOURCE:
                    continue
                text = file.read_text(encoding="utf-8")
                pattern = NUMBERED_TEST if file.suffix == ".java" else NUMBERED_TEXT
                tested |= set(pattern.findall(text))
        for number in sorted(set(numbers) - tested):
            yield f"{name}: {number} has no test"
        for number in sorted(tested - set(numbers)):
            if re.match("[A-Z]+", number).group() in letters:
                yield f"{name}: a test bears {number}, which is not stated"


def decisions(root, files):
    seen = {}
    for file in sorted(file for file in files if file.parent == root / "docs" / "decisions"):
        if file.name == "README.md":
            continue
        named = re.fullmatch(r"([0-9]{4})-[a-z0-9-]+\.md", file.name)
        if not named:
            yield f"docs/decisions/{file.name}: not named NNNN-words.md"
            continue
        number = int(named.group(1))
        if number in seen:
            yield f"docs/decisions/{file.name}: {number} is already {seen[number]}"
        seen[number] = file.name
        text = file.read_text(encoding="utf-8")
        if not text.startswith(f"# {number}. "):
            yield f"docs/decisions/{file.name}: the title does not begin with {number}."
        state = re.search(r"^Status: (\w+)", text, flags=re.MULTILINE)
        if not state or state.group(1) not in STATES:
            yield f"docs/decisions/{file.name}: the status is none of {', '.join(sorted(STATES))}"


def unfinished(root, files):
    for file in files:
        # This one names the words it looks for.
        if file.suffix in SOURCE and file.name not in ("rooms.py", "test_rooms.py"):
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
                if LATER.search(line):
                    yield f"{file.relative_to(root)}:{number}: left for later"


RULES = [signs, specifications, decisions, unfinished]


def findings(root):
    """Everything that is wrong; an empty list when nothing is."""
    root = pathlib.Path(root).resolve()
    files = tracked(root)
    return [finding for rule in RULES for finding in rule(root, files)]


if __name__ == "__main__":
    root = sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]
    found = findings(root)
    print("\n".join(found) if found else "every room has its sign, every rule its test")
    sys.exit(1 if found else 0)
