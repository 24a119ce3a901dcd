"""Three engines behind one small interface, so that a journey is written once.

Chromium and WebKit speak WebDriver (Selenium), Firefox speaks WebDriver BiDi without a driver between: Debian, PyPI and npm have no geckodriver.
All of them keep a page behind Back as a reader's browser does; Playwright, which the other browser tests use, turns that off.

Presses and keys are the engine's own input, never an event made by script: what a browser allows only inside a press
(copying, for one) is allowed or refused here as it is for a reader.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import websocket
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.key_input import KeyInput
from selenium.webdriver.common.actions.pointer_input import PointerInput
from setup import chromium, firefox, minibrowser

PATIENCE = 5  # seconds: what has not come by then does not come
HANG = 30  # seconds: a command that has no answer by then has none
CONTROL = "\ue009"  # keys as WebDriver names them
END = "\ue010"

# a visible element, scrolled to where no bar covers it: {x, y} to press, or why it cannot be pressed
SPOT = """(selector, text) => {
  const found = [...document.querySelectorAll(selector)].filter((n) => n.textContent.includes(text));
  const node = found.find((n) => n.checkVisibility());
  if (!node) return { why: found.length ? "there, but not to be seen" : "not there" };
  node.scrollIntoView({ block: "center", behavior: "instant" });
  const box = node.getClientRects()[0];
  const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
  const top = document.elementFromPoint(x, y);
  return node.contains(top) ? { x, y } : { why: `covered by ${top && top.outerHTML.slice(0, 80)}` };
}"""
# On the web the worker that stores the handbook takes the open page over as soon as it is ready, and a page that is then behind Back is not kept
# (Chromium, Firefox). Every journey is a first visit: left within that second, its page would only sometimes come back from memory
SETTLED = """() => !navigator.serviceWorker || !location.protocol.startsWith("http")
  || navigator.serviceWorker.controller && navigator.serviceWorker.controller.state === "activated\""""
# another page than before, and all of it: Firefox calls a page complete for a moment before anything of it is there
ARRIVED = "(before) => location.href !== before && performance.getEntriesByType('navigation')[0]?.loadEventEnd > 0"


# without its script a box can be ticked as well, and nothing is known of it yet
TICKED = """(selector, on) => {
  const box = document.querySelector(selector);
  return box.checked === on && (box.closest(".live") !== null || document.querySelector("[data-module=pack]") !== null);
}"""


class EngineError(RuntimeError):
    """The engine refused a command, in its own words."""


# what a command may end with where the page or the browser is no longer there
GONE = (EngineError, WebDriverException, websocket.WebSocketException, OSError)


def until(look: Callable[[], Any], why: Callable[[], str] | str) -> Any:
    """What look() gives as soon as it is true; a page that is just going away counts as not yet. AssertionError after PATIENCE seconds."""
    end = time.monotonic() + PATIENCE
    trouble = ""
    while True:
        try:
            if found := look():
                return found
            trouble = ""
        except GONE as error:
            trouble = f" ({str(error).splitlines()[0]})"
        if time.monotonic() > end:
            raise AssertionError((why if isinstance(why, str) else why()) + trouble)
        time.sleep(0.03)


class Tab(ABC):
    """One tab. Selectors are CSS; `text` narrows them to elements that contain it, so that a button is named as the reader sees it."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Goes to a whole address and waits until the page is complete."""

    @abstractmethod
    def evaluate(self, function: str, *values: Any) -> Any:
        """The result of a JavaScript function of JSON values, as JSON. EngineError or WebDriverException where it throws."""

    @abstractmethod
    def point(self, x: int, y: int) -> None:
        """A press of the pointer at a place of the viewport, in CSS pixels."""

    @abstractmethod
    def keys(self, *chords: str | tuple[str, ...]) -> None:
        """Keys one after another: a string is typed, a tuple is held down together."""

    @abstractmethod
    def travel(self, steps: int) -> None:
        """Through the tab's history: -1 is Back."""

    @abstractmethod
    def reload(self) -> None: ...

    @abstractmethod
    def pretend(self, agent: str) -> None:
        """Calls itself another browser from the next page on. WebKitGTK's small browser cannot."""

    def wait(self, function: str, *values: Any) -> Any:
        """Waits until a function is true in the page."""
        return until(lambda: self.evaluate(function, *values), lambda: f"never true at {self.address()}: {function} {values or ''}")

    def address(self) -> str:
        return self.evaluate("() => location.href")

    def press(self, selector: str, text: str = "") -> None:
        spot: dict[str, Any] = {}

        def look() -> bool:
            before = spot.copy()
            spot.clear()
            spot.update(self.evaluate(SPOT, selector, text))
            return "x" in spot and spot == before  # twice in the same place: a page that still scrolls would be pressed beside it

        until(look, lambda: f"cannot be pressed at {self.address()}: {selector} “{text}”: {spot.get('why')}")
        self.point(spot["x"], spot["y"])

    def enter(self, selector: str) -> None:
        """Presses a field until the caret is in it: a page that is still being drawn may move it away from under the pointer."""

        def inside() -> bool:
            self.press(selector)
            return self.evaluate("(selector) => document.activeElement.matches(selector)", selector)

        until(inside, lambda: f"cannot be written in at {self.address()}: {selector}")

    def type(self, selector: str, text: str) -> None:
        """Adds to what stands in a field."""
        self.enter(selector)
        self.keys((CONTROL, END), text)

    def retype(self, selector: str, text: str) -> None:
        """Writes over what stands in a field."""
        self.enter(selector)
        self.keys((CONTROL, "a"), text)

    def pick(self, selector: str, value: str) -> None:
        """A day, as the browser's own picker sets it; how the keys of a date are read differs by language and engine. A script may still be drawing the field."""
        self.wait("(selector) => document.querySelector(selector) !== null", selector)
        self.evaluate(
            """(selector, value) => {
              const node = document.querySelector(selector);
              node.focus();
              node.value = value;
              for (const name of ["input", "change"]) node.dispatchEvent(new Event(name, { bubbles: true }));
              node.blur();
            }""",
            selector,
            value,
        )

    def copy(self, selector: str) -> None:
        self.enter(selector)
        self.keys((CONTROL, "a"), (CONTROL, "c"))

    def paste(self, selector: str) -> None:
        self.enter(selector)
        self.keys((CONTROL, "v"))

    def value(self, selector: str) -> str:
        return self.evaluate("(selector) => document.querySelector(selector).value", selector)

    def text(self, selector: str) -> str:
        """What is to be read there, without what is hidden."""
        return self.evaluate("(selector) => document.querySelector(selector).innerText", selector)

    def ticked(self, selector: str, on: bool = True) -> None:
        """Waits until a box of a part that has started is ticked, or is not."""
        self.wait(TICKED, selector, on)

    def reads(self, selector: str, text: str, there: bool = True) -> None:
        """Waits until that is to be read there, or is not."""
        self.wait("(selector, text, there) => document.querySelector(selector)?.innerText.includes(text) === there", selector, text, there)

    def follow(self, selector: str, text: str = "") -> None:
        """Presses a link of a page that has settled, and waits for the link's page."""
        with suppress(AssertionError):  # nothing is stored: the reader wants nothing left here
            self.wait(SETTLED)
        before = self.address()
        self.press(selector, text)
        self.wait(ARRIVED, before)

    def back(self) -> None:
        before = self.address()
        self.travel(-1)
        self.wait(ARRIVED, before)


class Browser(ABC):
    """One running browser."""

    @abstractmethod
    def fresh(self, page: str) -> None:
        """No tab of an earlier test, and nothing kept for the site that `page` is a page of."""

    @abstractmethod
    def tab(self) -> Tab: ...

    @abstractmethod
    def quit(self) -> None: ...


class WebDriverTab(Tab):
    def __init__(self, browser: WebDriver) -> None:
        self.browser = browser
        browser.driver.switch_to.new_window(browser.opens)
        self.handle = browser.driver.current_window_handle
        browser.front = self.handle

    @property
    def driver(self) -> Any:
        """The driver, with this tab in front."""
        if self.browser.front != self.handle:
            self.browser.driver.switch_to.window(self.handle)
            self.browser.front = self.handle
        return self.browser.driver

    def open(self, url: str) -> None:
        self.driver.get(url)

    def evaluate(self, function: str, *values: Any) -> Any:
        return self.driver.execute_script(f"return ({function})(...arguments)", *values)

    def point(self, x: int, y: int) -> None:
        actions = ActionBuilder(self.driver, mouse=PointerInput("mouse", "mouse"), duration=0)
        actions.pointer_action.move_to_location(x, y).pointer_down().pointer_up()
        actions.perform()

    def keys(self, *chords: str | tuple[str, ...]) -> None:
        actions = ActionBuilder(self.driver, keyboard=KeyInput("keys"), duration=0)
        for chord in chords:
            for held in [chord] if isinstance(chord, tuple) else chord:
                for key in held:
                    actions.key_action.key_down(key)
                for key in reversed(held):
                    actions.key_action.key_up(key)
        actions.perform()

    def travel(self, steps: int) -> None:
        self.driver.back() if steps < 0 else self.driver.forward()

    def reload(self) -> None:
        self.driver.refresh()

    def pretend(self, agent: str) -> None:
        self.driver.execute_cdp_cmd("Network.setUserAgentOverride", {"userAgent": agent})


class WebDriver(Browser):
    """Chromium or WebKitGTK."""

    opens = "tab"

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        self.driver.command_executor.client_config.timeout = HANG
        self.home = self.front = driver.current_window_handle  # stays open, no journey is made in it

    def tab(self) -> WebDriverTab:
        return WebDriverTab(self)

    def fresh(self, page: str) -> None:
        for handle in self.driver.window_handles:
            if handle != self.home:
                self.driver.switch_to.window(handle)
                self.driver.close()
        self.driver.switch_to.window(self.home)
        self.front = self.home
        if self.driver.current_url != page:
            self.driver.get(page)
        self.driver.execute_script("localStorage.clear()")

    def quit(self) -> None:
        self.driver.quit()


def start_chromium() -> WebDriver:
    options = webdriver.ChromeOptions()
    options.binary_location = chromium()
    # a container runs as root: no sandbox
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--window-size=1280,900"):
        options.add_argument(argument)
    return WebDriver(webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver"))))


def hidden_display() -> tuple[subprocess.Popen[bytes], dict[str, str]]:
    """A display that nobody sees, and the environment in which WebKit draws on it."""
    ours, theirs = os.pipe()
    display = subprocess.Popen(
        [str(shutil.which("Xvfb")), "-displayfd", str(theirs), "-screen", "0", "1280x1000x24", "-nolisten", "tcp"],
        pass_fds=[theirs],
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    with os.fdopen(ours) as told:
        number = told.readline().strip()
    return display, os.environ | {
        "DISPLAY": f":{number}",
        "GDK_BACKEND": "x11",
        "NO_AT_BRIDGE": "1",
        # drawn by the processor alone: with OpenGL in software it crashed (swrast_dri.so) about once in fifty journeys
        "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
        "WEBKIT_SKIA_ENABLE_CPU_RENDERING": "1",
        # its sandbox needs namespaces that a container seldom grants; the only pages opened are our own
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
    }


class WebKit(WebDriver):
    """WebKitGTK's small browser, on a display that nobody sees."""

    opens = "window"  # its new tab stays behind the old one, and a press there is never answered

    def __init__(self) -> None:
        self.display, environment = hidden_display()
        options = webdriver.WebKitGTKOptions()
        options.binary_location = minibrowser()
        options.add_argument("--automation")
        options.set_capability("browserName", "MiniBrowser")
        try:
            service = webdriver.WebKitGTKService(shutil.which("WebKitWebDriver"), env=environment)
            super().__init__(webdriver.WebKitGTK(options=options, service=service))
        except BaseException:
            self.display.kill()
            raise

    def quit(self) -> None:
        try:
            super().quit()
        finally:
            self.display.terminate()
            self.display.wait()


class FirefoxTab(Tab):
    def __init__(self, browser: Firefox) -> None:
        self.browser = browser
        self.context = browser.ask("browsingContext.create", type="tab", userContext=browser.profile)["context"]
        browser.front = self.context

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self.browser.ask(method, context=self.context, **parameters)

    def open(self, url: str) -> None:
        self.ask("browsingContext.navigate", url=url, wait="complete")

    def evaluate(self, function: str, *values: Any) -> Any:
        given = ", ".join(json.dumps(v) for v in values)
        answer = self.browser.ask(
            "script.evaluate", expression=f"JSON.stringify(({function})({given}))", target={"context": self.context}, awaitPromise=False
        )
        if answer["type"] == "exception":
            raise EngineError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"].get("value", "null"))

    def point(self, x: int, y: int) -> None:
        if self.browser.front != self.context:  # keys reach a tab behind, a press does not
            self.ask("browsingContext.activate")
            self.browser.front = self.context
        press = [{"type": "pointerMove", "x": x, "y": y}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.ask("input.performActions", actions=[{"type": "pointer", "id": "mouse", "actions": press}])

    def keys(self, *chords: str | tuple[str, ...]) -> None:
        strokes = []
        for chord in chords:
            for held in [chord] if isinstance(chord, tuple) else chord:
                strokes += [{"type": "keyDown", "value": key} for key in held]
                strokes += [{"type": "keyUp", "value": key} for key in reversed(held)]
        self.ask("input.performActions", actions=[{"type": "key", "id": "keys", "actions": strokes}])

    def travel(self, steps: int) -> None:
        self.ask("browsingContext.traverseHistory", delta=steps)

    def reload(self) -> None:
        self.ask("browsingContext.reload", wait="complete")

    def pretend(self, agent: str) -> None:
        self.browser.ask("emulation.setUserAgentOverride", contexts=[self.context], userAgent=agent)


FIREFOX_PREFERENCES = {
    # as it is for people: a file may read no other file's storage. What the automation “recommends” turns it off
    "security.fileuri.strict_origin_policy": True,
    "remote.prefs.recommended": False,
    # nothing asked, nothing fetched, nothing sent
    "app.update.disabledForTesting": True,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "data:,",
}


class Firefox(Browser):
    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True)
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in FIREFOX_PREFERENCES.items()]
        Path(self.folder.name, "user.js").write_text("".join(lines), encoding="utf-8")
        command = [str(firefox()), "--headless", "--no-remote", "--profile", self.folder.name, "--remote-debugging-port=0", "about:blank"]
        log = Path(self.folder.name, "said.txt")
        with log.open("w") as out:
            self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=out)
        self.number = 0
        self.profile = ""
        self.front = ""
        try:
            address = self.listening(log)
            self.socket = websocket.create_connection(f"{address}/session", suppress_origin=True, timeout=HANG)
            self.ask("session.new", capabilities={})
        except BaseException:
            self.process.kill()
            raise

    def listening(self, log: Path) -> str:
        """The address of its socket, as soon as it says so."""
        end = time.monotonic() + 60  # the first start of a new profile is slow
        while self.process.poll() is None and time.monotonic() < end:
            if found := re.search(r"WebDriver BiDi listening on (\S+)", log.read_text(encoding="utf-8", errors="replace")):
                return found[1]
            time.sleep(0.1)
        raise EngineError(f"Firefox did not start: {log.read_text(encoding='utf-8', errors='replace')[-500:]}")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One BiDi command and its answer; events in between are nobody's. EngineError in Firefox's words."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.number:
                if answer["type"] == "error":
                    raise EngineError(f"{method}: {answer['error']}: {answer['message']}")
                return answer["result"]

    def fresh(self, page: str) -> None:
        """A container of its own: storage of every file apart from that of every earlier test, whichever pages were written on."""
        if self.profile:
            self.ask("browser.removeUserContext", userContext=self.profile)
        self.profile = self.ask("browser.createUserContext")["userContext"]

    def tab(self) -> FirefoxTab:
        return FirefoxTab(self)

    def quit(self) -> None:
        try:
            self.ask("browser.close")
            self.process.wait(10)
        except (*GONE, subprocess.TimeoutExpired):
            self.process.kill()
        self.process.wait()
        self.folder.cleanup()


START: dict[str, Callable[[], Browser]] = {"chromium": start_chromium, "firefox": Firefox, "webkit": WebKit}
