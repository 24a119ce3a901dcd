"""What `make mutants` adds to pytest (-p mutants_plugin). It does nothing by itself: each part waits for its environment variable.

MUTANTS_OUT=folder   the first run: which test and which shared fixture reaches which line (coverage's contexts), which mutant of
                     the browser part and which file of the site, and how long each test takes → folder/tests.json
MUTANTS_PLAN=file    a JSON list of {"id", "limit"}: only these tests, in this order, none longer than its limit in seconds
MUTANTS_SITE=folder  the site that is there already, instead of building one
MUTANTS_FAILED=file  the ids of the tests that failed, a line each
MUTANTS_REPORT=file  which test failed or took too long: {"test", "outcome", "message"}
"""

from __future__ import annotations

import json
import os
import signal
import time
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlparse

import pytest

OUT, PLAN, SITE, REPORT, FAILED = (os.environ.get(f"MUTANTS_{name}") for name in ("OUT", "PLAN", "SITE", "REPORT", "FAILED"))
TOO_LONG = 42  # exit status
MARK = "§mutants "
# The instrumented scripts write down each mutant they reach; this tells them at once, since a page that goes takes its memory along.
TELL = f"""
(() => {{
  let waiting = [];
  const tell = () => {{ console.debug("{MARK}" + waiting.join(",")); waiting = []; }};
  const seen = new Proxy({{}}, {{
    set(target, id, n) {{
      if (!(id in target) && waiting.push(id) === 1) Promise.resolve().then(tell);
      target[id] = n;
      return true;
    }},
  }});
  globalThis.__stryker__ = {{ mutantCoverage: {{ static: seen, perTest: {{}} }} }};
}})();
"""


class Record:
    """What the first run learns. A context is a test's id, or fixture:<where>::<name> for what several tests share, or ""."""

    def __init__(self) -> None:
        self.stack = [""]
        self.tests: dict[str, dict] = {}
        self.reached: dict[str, set[str]] = defaultdict(set)
        self.files: dict[str, set[str]] = defaultdict(set)
        self.sites: list[str] = []
        self.cost: dict[str, float] = defaultdict(float)
        self.paid: dict[str, float] = defaultdict(float)  # what a test waited for shared fixtures that it was the first to need

    def enter(self, context: str) -> None:
        self.stack.append(context)
        self.switch()

    def leave(self) -> None:
        self.stack.pop()
        self.switch()

    def switch(self) -> None:
        import coverage

        os.environ["MUTANTS_CONTEXT"] = self.stack[-1]
        if running := coverage.Coverage.current():
            running.switch_context(self.stack[-1])

    def heard(self, message) -> None:
        if message.text.startswith(MARK):
            self.reached[self.stack[-1]].update(message.text.removeprefix(MARK).split(","))

    def asked(self, request) -> None:
        address = urlparse(request.url)
        if address.scheme not in ("file", "http", "https"):
            return
        path = address.path
        for site in self.sites:
            path = path.removeprefix(site)
        self.files[self.stack[-1]].add(path.lstrip("/"))

    def listen(self) -> None:
        """Every browser context that any test opens."""
        from playwright.sync_api import Browser, BrowserType

        def attach(context) -> None:
            context.add_init_script(TELL)
            context.on("console", self.heard)
            context.on("request", self.asked)

        def listening(real, context_of):
            def opened(*args, **options):
                result = real(*args, **options)
                attach(context_of(result))
                return result

            return opened

        Browser.new_context = listening(Browser.new_context, lambda context: context)
        Browser.new_page = listening(Browser.new_page, lambda page: page.context)
        BrowserType.launch_persistent_context = listening(BrowserType.launch_persistent_context, lambda context: context)


def shared(fixture) -> str | None:
    return None if fixture.scope == "function" else f"fixture:{fixture.baseid}::{fixture.argname}"


if OUT:
    record = Record()
    record.listen()

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(fixturedef, request):
        name = shared(fixturedef)
        if name is None:
            return (yield)
        record.enter(name)
        started = time.monotonic()
        try:
            value = yield
        finally:
            record.leave()
            took = time.monotonic() - started
            record.cost[name] += took
            if len(record.stack) == 2:
                record.paid[record.stack[-1]] += took
        if fixturedef.argname == "site":
            record.sites.append(urlparse(Path(value).as_uri()).path)
        return value

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(item, nextitem):
        record.enter(item.nodeid)
        try:
            return (yield)
        finally:
            record.leave()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(item, call):
        report = yield
        known = record.tests.setdefault(item.nodeid, {"seconds": 0.0, "passed": True, "skipped": False})
        known["seconds"] += call.duration - record.paid.pop(item.nodeid, 0.0)
        known["passed"] &= not report.failed
        known["skipped"] |= report.skipped
        names = item._fixtureinfo.name2fixturedefs
        known["fixtures"] = sorted({s for definitions in names.values() for d in definitions if (s := shared(d))})
        known["browser"] = bool({"browser", "playwright", "browsers"} & set(names))
        known["site"] = "site" in names
        return report

    def pytest_sessionfinish(session):
        result = {
            "tests": record.tests,
            "reached": {k: sorted(v) for k, v in record.reached.items()},
            "files": {k: sorted(v) for k, v in record.files.items()},
            "cost": record.cost,
        }
        name = f"tests-{os.getpid()}.json"
        (Path(OUT) / name).write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


if SITE and not OUT:

    @pytest.hookimpl(tryfirst=True)
    def pytest_fixture_setup(fixturedef, request):
        if fixturedef.argname == "site":
            fixturedef.cached_result = (Path(SITE), fixturedef.cache_key(request), None)
            return Path(SITE)
        return None


if PLAN:
    plan = {one["id"]: one["limit"] for one in json.loads(Path(PLAN).read_text(encoding="utf-8"))}
    order = {id_: n for n, id_ in enumerate(plan)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(items):
        items[:] = sorted((i for i in items if i.nodeid in plan), key=lambda i: order[i.nodeid])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(item, nextitem):
        def stop(*_):
            if REPORT:
                say(item.nodeid, "too long", f"longer than {plan[item.nodeid]:.0f} s")
            os._exit(TOO_LONG)

        signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, plan[item.nodeid])
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


if REPORT:

    def say(test: str, outcome: str, message: str) -> None:
        if not Path(REPORT).exists():
            Path(REPORT).write_text(json.dumps({"test": test, "outcome": outcome, "message": message}, ensure_ascii=False), encoding="utf-8")

    def pytest_runtest_logreport(report):
        if report.failed:
            say(report.nodeid, report.when, str(report.longrepr)[-1500:])

    def pytest_collectreport(report):
        if report.failed:
            say(report.nodeid, "collect", str(report.longrepr)[-1500:])


if FAILED:

    def pytest_runtest_logreport(report):
        if report.failed:
            with Path(FAILED).open("a", encoding="utf-8") as file:
                file.write(f"{report.nodeid}\n")
