"""Read what Odoo's tests and pytest report. Used by dev/test."""

import re
import xml.etree.ElementTree as ET

RECORD = re.compile(r"\d{4}-\d\d-\d\d [\d:,]+ \d+ ([A-Z]+) \S+ ([\w.]+): (.*)")
FAILURE = re.compile(r"(?:FAIL|ERROR): (?:Subtest )?(setUpClass \S+|tearDownClass \S+|\S+)")
# Odoo sums its failures up in ERROR lines of their own: no news.
SUMMARY = re.compile(
    r"Module \w+: \d+ failures, \d+ errors of \d+ tests$"
    r"|At least one test failed when loading the modules"
    r"|(\d+) failed, (\d+) error\(s\) of (\d+) tests when loading database"
)


class Result:
    """What became of one layer."""

    def __init__(self, layer):
        self.layer = layer
        self.run = set()
        self.failed = {}  # test: traceback
        self.skipped = {}  # test: why
        self.problems = []  # what went wrong around the tests

    def __str__(self):
        text = f"{self.passed} passed, {len(self.failed) + len(self.problems)} failed"
        return text + (f", {len(self.skipped)} skipped" if self.skipped else "")

    @property
    def passed(self):
        return len(self.run - self.failed.keys() - self.skipped.keys())


class OdooLog:
    """Fill a Result from Odoo's log, which odoo/tests/result.py writes."""

    def __init__(self, result):
        self.result = result
        self.current = None  # the test that runs
        self.errors = []  # [test that ran, lines]: errors that are no test's report
        self.lines = None  # where the next lines without a head belong
        self.finished = False

    def read(self, line):
        """Take one line; return what is worth showing of it."""
        line = line.rstrip()
        head = RECORD.match(line)
        if not head:
            if self.lines is not None:
                self.lines.append(line)
            return None
        level, logger, text = head.groups()
        self.lines = None
        summary = SUMMARY.match(text)
        if summary:
            self.finished = self.finished or summary[3] is not None
        elif level in ("ERROR", "CRITICAL"):
            return self._error(logger, text)
        elif ".tests." in logger and text.startswith("Starting "):
            self.current = self._name(logger, text[len("Starting ") :].rstrip(" ."))
            self.result.run.add(self.current)
            return self.current
        elif text.startswith("skipped ") and " : " in text:
            test, why = text[len("skipped ") :].split(" : ", 1)
            self.result.skipped[self._name(logger, test)] = why
            return f"SKIPPED {test}: {why}"
        return None

    def _error(self, logger, text):
        failure = FAILURE.match(text)
        if failure:
            name = self._name(logger, failure[1])
            self.lines = self.result.failed.setdefault(name, [])
            self.lines.append(text)
            return text
        self.lines = [f"{logger}: {text}"]
        self.errors.append((self.current, self.lines))
        return None

    @staticmethod
    def _name(logger, test):
        return f"{logger.rsplit('.', 1)[-1]} {test}"

    def finish(self):
        """Judge what only the end can tell."""
        if not self.finished:
            self.result.problems.append("Odoo did not come to the end of the tests")
        seen = set()  # Odoo may log one traceback several times
        for test, lines in self.errors:
            if len(lines) > 1 and lines[-1] in seen:
                continue
            seen.add(lines[-1])
            if test in self.result.failed:
                self.result.failed[test] += lines
            else:
                where = f"during {test}" if test else "before the tests"
                self.result.problems.append(f"logged {where}: " + "\n".join(lines))


def read_junit(path, result):
    """Fill a Result from the XML that pytest writes."""
    if not path.exists():
        result.problems.append("pytest wrote no report")
        return
    for case in ET.parse(path).iter("testcase"):
        test = f"{case.get('classname', '')}.{case.get('name')}"
        result.run.add(test)
        for outcome in case:
            if outcome.tag == "skipped":
                result.skipped[test] = outcome.get("message", "")
            elif outcome.tag in ("failure", "error"):
                lines = result.failed.setdefault(test, [])
                lines.append(outcome.text or outcome.get("message", ""))


def report(results, where):
    """Print what went wrong and the closing line; return the exit code."""
    total = Result("all")
    for result in results:
        layer = result.layer
        for test, lines in result.failed.items():
            print(f"\n==== [{layer}] {test}\n" + "\n".join(lines))
        for problem in result.problems:
            print(f"\n==== [{layer}] {problem}")
        for test, why in result.skipped.items():
            print(f"\n==== [{layer}] skipped: {test}: {why}")
        total.run |= {(layer, test) for test in result.run}
        total.failed.update({(layer, test): None for test in result.failed})
        total.skipped.update({(layer, test): None for test in result.skipped})
        total.problems += result.problems
    if not total.run and not total.problems:
        total.problems.append("no test ran")
    print(f"\n{where}\n{total}", flush=True)
    return 1 if total.failed or total.skipped or total.problems else 0
