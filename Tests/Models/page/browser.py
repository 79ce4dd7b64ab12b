#!/usr/bin/env python3
"""Shows a page of ours in headless Chromium, and says what the browser complains of.

Usage: browser.py CHROMIUM PAGE [--pictures FOLDER] [--full] [--at ID]
Prints one JSON object: for each width and color scheme the messages of the console, what was refused or asked for, and
whether the page is wider than the window; then what copying gave. Chromium is driven by its pipe, so no port is opened.
"""
import argparse
import base64
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
PATIENCE = 60


class Browser:
    def __init__(self, program, folder):
        there, self.orders = os.pipe()
        self.answers, back = os.pipe()

        def connect():
            # Chromium reads orders from 3 and answers on 4.
            first, second = os.dup(there), os.dup(back)
            os.dup2(first, 3)
            os.dup2(second, 4)
            os.set_inheritable(3, True)
            os.set_inheritable(4, True)

        self.process = subprocess.Popen(
            [
                program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder}", "--remote-debugging-pipe", "about:blank",
            ],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=False,
            preexec_fn=connect,
        )  # fmt: skip
        os.close(there)
        os.close(back)
        self.number = 0
        self.rest = b""
        self.events = []
        self.session = None

    def call(self, method, **parameters):
        self.number += 1
        order = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            order["sessionId"] = self.session
        os.write(self.orders, json.dumps(order).encode() + b"\0")
        while True:
            message = self.read()
            if message.get("id") == self.number:
                if "error" in message:
                    sys.exit(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def read(self):
        while b"\0" not in self.rest:
            part = os.read(self.answers, 1 << 20)
            if not part:
                sys.exit("the browser ended")
            self.rest += part
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def wait(self, event):
        while not any(message.get("method") == event for message in self.events):
            self.events.append(self.read())

    def value(self, expression):
        answer = self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, userGesture=True)
        if "exceptionDetails" in answer:
            sys.exit(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")


def look(browser, address, width, scheme):
    browser.events.clear()
    browser.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500)
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    begun = time.monotonic()
    browser.call("Page.navigate", url=address)
    browser.wait("Page.loadEventFired")
    seconds = time.monotonic() - begun
    sizes = browser.value("[document.documentElement.scrollWidth, innerWidth, getComputedStyle(document.body).backgroundColor]")
    messages = [
        message["params"] for message in browser.events
        if message.get("method") in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
    ]  # fmt: skip
    asked = [
        message["params"]["request"]["url"] for message in browser.events
        if message.get("method") == "Network.requestWillBeSent" and message["params"]["request"]["url"] != address
    ]  # fmt: skip
    return {
        "width": width, "scheme": scheme, "messages": messages, "asked": asked, "wider": sizes[0] > sizes[1],
        "background": sizes[2], "seconds": round(seconds, 2),
    }  # fmt: skip


def main():
    reading = argparse.ArgumentParser()
    reading.add_argument("chromium")
    reading.add_argument("page")
    reading.add_argument("--pictures")
    reading.add_argument("--full", action="store_true", help="pictures of all of the page, not of the first window")
    reading.add_argument("--at", metavar="ID", help="pictures of the window from this element on")
    given = reading.parse_args()
    signal.alarm(PATIENCE)
    address = pathlib.Path(given.page).resolve().as_uri()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(given.chromium, folder)
        try:
            target = browser.call("Target.createTarget", url="about:blank")["targetId"]
            browser.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            for domain in ("Page", "Runtime", "Log", "Network"):
                browser.call(f"{domain}.enable")
            views = []
            for width in WIDTHS:
                for scheme in SCHEMES:
                    views.append(look(browser, address, width, scheme))
                    if given.at:
                        browser.value(f"document.getElementById({json.dumps(given.at)}).scrollIntoView()")
                    if given.pictures:
                        picture = browser.call("Page.captureScreenshot", captureBeyondViewport=given.full)
                        pathlib.Path(given.pictures, f"{width}-{scheme}.png").write_bytes(base64.b64decode(picture["data"]))
            facts = browser.value(FACTS)
            if given.pictures:
                paper = browser.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
                pathlib.Path(given.pictures, "print.pdf").write_bytes(base64.b64decode(paper["data"]))
            json.dump({"views": views, **facts}, sys.stdout, indent=1)
        finally:
            browser.process.kill()
            browser.process.wait()


# What the script made of the page: each button copies the text next to it, by the fallback as well.
FACTS = """(async () => {
  const buttons = [...document.querySelectorAll('button')];
  const copied = [];
  for (const button of buttons) {
    const text = document.getElementById(button.dataset.copy).textContent;
    const taken = [];
    const clipboard = { writeText: async (text) => { taken.push(text); } };
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    button.click();
    await new Promise((done) => setTimeout(done));
    copied.push(taken[0] === text && button.textContent === 'Copied');
  }
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  const links = [...document.querySelectorAll('a')].filter((link) => !document.getElementById(link.hash.slice(1)));
  return {
    buttons: buttons.length, hidden: buttons.filter((button) => button.hidden).length,
    copied: copied.filter(Boolean).length, deadLinks: links.length, sameIDs: ids.length - new Set(ids).size,
    scripts: document.scripts.length, inlineStyles: document.querySelectorAll('[style]').length,
    text: document.body.innerText,
  };
})()"""

main()
