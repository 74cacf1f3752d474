# SPDX-License-Identifier: GPL-3.0-or-later
"""A workshop's server process, driven over its pipe, and phones that talk to it."""
import asyncio
import http.client
import json
import os
import queue
import subprocess
import threading

BUILD = os.environ.get("WF_BUILD_ROOT", "build")
PROGRAM = os.path.abspath(os.path.join(BUILD, "src/ctl/wayfinderctl"))
DEADLINE = 60


class Workshop:
    """`wayfinderctl workshop serve` in a data dir."""

    def __init__(self, data_dir, deck="checking-assumptions", *options, pass_fds=()):
        self.process = subprocess.Popen(
            [PROGRAM, "workshop", "serve", deck, "--port", "0", "--json", "--data-dir", data_dir,
             *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, bufsize=1, pass_fds=pass_fds)
        self.events, self.n_lines, self.stderr = queue.Queue(), 0, []
        self.answers, self.refused, self.state, self.pages = queue.Queue(), {}, None, 0
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=lambda: self.stderr.extend(self.process.stderr), daemon=True).start()
        self.listening = self.answers.get(timeout=DEADLINE)
        if self.listening is None:
            raise RuntimeError("".join(self.stderr))
        self.port, self.code = self.listening["port"], self.listening["code"]
        self.url = self.listening.get("url")

    def _read(self):
        first = True
        for line in self.process.stdout:
            event = json.loads(line)
            if event["event"] == "state":
                self.state = event
            if event["event"] == "refused":
                for reason, count in event["reasons"].items():
                    self.refused[reason] = self.refused.get(reason, 0) + count
            if event["event"] == "reached":
                self.pages = event["pages"]
            if first or "line" in event:
                self.answers.put(event)
            first = False
        self.answers.put(None)

    def say(self, line):
        """Sends a line; returns its answer."""
        self.n_lines += 1
        self.process.stdin.write(line + "\n")
        answer = self.answers.get(timeout=DEADLINE)
        assert answer and answer["line"] == self.n_lines, answer
        return answer

    def count(self, choice):
        """The presenter's count of a choice now."""
        tally = self.say("state")["tally"]
        return next(c["count"] for c in tally["choices"] if c["id"] == choice)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self):
        answer = self.say("end")
        self.process.wait(DEADLINE)
        return answer


def ask(port, method, path, body=None, token=None, headers=None):
    """One request on a connection of its own; returns status, object or text, headers."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
    head = {"X-Workshop": token} if token else {}
    data = None
    if body is not None:
        head["Content-Type"] = "application/json"
        data = body if isinstance(body, (bytes, str)) else json.dumps(body)
    head.update(headers or {})
    try:
        line.request(method, path, data, {k: v for k, v in head.items() if v is not None})
        reply = line.getresponse()
        text = reply.read()
    finally:
        line.close()
    try:
        return reply.status, json.loads(text), reply.headers
    except ValueError:
        return reply.status, text, reply.headers


def join(workshop):
    status, answer, _ = ask(workshop.port, "POST", "/join", {"code": workshop.code}, "join")
    assert status == 200, (status, answer)
    return answer["token"]


class Phone:
    """One of many phones, on one connection that is kept; asyncio."""

    def __init__(self, port):
        self.port, self.reader, self.writer, self.token = port, None, None, None

    async def ask(self, method, path, body=None, token=None):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        data = json.dumps(body).encode() if body is not None else b""
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
        if token or self.token:
            head += f"X-Workshop: {token or self.token}\r\n"
        if body is not None:
            head += f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n"
        self.writer.write(head.encode() + b"\r\n" + data)
        line = await self.reader.readline()
        if not line:
            raise ConnectionResetError
        status, size = int(line.split()[1]), 0
        while (line := await self.reader.readline()) not in (b"\r\n", b""):
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])
        text = await self.reader.readexactly(size)
        return status, json.loads(text) if text else None

    async def join(self, code):
        status, answer = await self.ask("POST", "/join", {"code": code}, "join")
        assert status == 200, (status, answer)
        self.token = answer["token"]

    def close(self):
        if self.writer:
            self.writer.close()
            self.writer = None
