# SPDX-License-Identifier: GPL-3.0-or-later
"""Chromium through chromedriver, with nothing but the standard library."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

DEADLINE = 60
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Driver:
    """chromedriver on a port of its own choice."""

    def __init__(self):
        # A home of its own: the browser keeps files there, and root must not need a sandbox.
        self.home = tempfile.mkdtemp()
        environment = dict(os.environ, HOME=self.home, LC_ALL="C.UTF-8")
        environment.pop("G_DEBUG", None)
        self.process = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True, env=environment)
        self.port = None
        for line in self.process.stdout:
            found = re.search(r"successfully on port (\d+)", line)
            if found:
                self.port = int(found[1])
                break
        self.browsers = []

    def call(self, method, path, body=None):
        data = json.dumps(body if body is not None else {}).encode() if method == "POST" else None
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, method=method,
                                         headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=120) as reply:
                return json.load(reply)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"][:500]) from error

    def open(self, language, width=360):
        browser = Browser(self, language, width)
        self.browsers.append(browser)
        return browser

    def close(self):
        for browser in self.browsers:
            try:
                browser.call("DELETE", "")
            except (RuntimeError, OSError):
                pass
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.home, ignore_errors=True)


class Browser:
    """One phone: a browser with a profile and a language of its own."""

    def __init__(self, driver, language, width):
        self.driver = driver
        options = {"args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                            f"--lang={language}", f"--window-size={width},740"],
                   "prefs": {"intl.accept_languages": language},
                   "mobileEmulation": {"deviceMetrics": {"width": width, "height": 740,
                                                         "pixelRatio": 1, "touch": True}}}
        capabilities = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options,
                                        "goog:loggingPrefs": {"browser": "ALL"}}}
        self.id = driver.call("POST", "/session", {"capabilities": capabilities})["sessionId"]

    def call(self, method, path, body=None):
        return self.driver.call(method, f"/session/{self.id}{path}", body)

    def go(self, url):
        self.call("POST", "/url", {"url": url})

    def run(self, script, *args):
        return self.call("POST", "/execute/sync", {"script": script, "args": list(args)})

    def run_async(self, script, *args):
        return self.call("POST", "/execute/async", {"script": script, "args": list(args)})

    def text(self):
        return self.run("return document.body.innerText")

    def wait(self, what, script, *args):
        """Until the script gives something true; returns it."""
        deadline = time.monotonic() + DEADLINE
        while time.monotonic() < deadline:
            got = self.run(script, *args)
            if got:
                return got
            time.sleep(0.1)
        raise AssertionError(f"waited in vain: {what}\n{self.text()}")

    def wait_text(self, words):
        return self.wait(words, "return document.body.innerText.indexOf(arguments[0]) >= 0", words)

    def press(self, css):
        """A real click, through the middle of the element."""
        self.wait(css, "return !!document.querySelector(arguments[0])", css)
        element = self.call("POST", "/element", {"using": "css selector", "value": css})[ELEMENT]
        self.call("POST", f"/element/{element}/click")

    def type(self, css, text):
        self.wait(css, "return !!document.querySelector(arguments[0])", css)
        element = self.call("POST", "/element", {"using": "css selector", "value": css})[ELEMENT]
        self.call("POST", f"/element/{element}/value", {"text": text})

    def keys(self, *keys):
        """Keys as from a keyboard."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.call("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def set_offline(self, offline):
        self.call("POST", "/chromium/network_conditions",
                  {"network_conditions": {"offline": offline, "latency": 0, "download_throughput": -1,
                                          "upload_throughput": -1}})

    def picture(self, path):
        import base64
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.call("GET", "/screenshot")))

    def log(self):
        """What the browser complained of: mostly the content security policy."""
        return [entry["message"] for entry in self.call("POST", "/se/log", {"type": "browser"})]


def fetch_axe(folder):
    """axe-core's script from npm, kept in folder; or None and why not."""
    place = os.path.join(folder, "axe-core-4.8.4.min.js")
    if os.path.exists(place):
        with open(place, encoding="utf-8") as file:
            return file.read(), None
    if shutil.which("npm") is None:
        return None, "npm is not installed"
    with tempfile.TemporaryDirectory() as scratch:
        done = subprocess.run(["npm", "pack", "--silent", "axe-core@4.8.4"], cwd=scratch, text=True,
                              capture_output=True, check=False, timeout=120)
        if done.returncode != 0:
            return None, "npm cannot be reached"
        subprocess.run(["tar", "xzf", done.stdout.strip(), "package/axe.min.js"], cwd=scratch,
                       check=True)
        shutil.copy(os.path.join(scratch, "package/axe.min.js"), place)
    return fetch_axe(folder)
