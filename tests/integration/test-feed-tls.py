#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A feed over https from a real nginx, with a certificate authority made here: what the computer
trusts is taken, what it does not is refused before a byte of the feed is read.

The authority is trusted in a mount namespace of the command alone: nothing of this computer changes.
"""
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "../e2e")]
from ctl import PROGRAM, Tap  # noqa: E402
import feed_server  # noqa: E402
from feed_forge import Forge, entries  # noqa: E402
import json  # noqa: E402

OPENSSL, FAKETIME = shutil.which("openssl"), shutil.which("faketime")
BUNDLE = "/etc/ssl/certs/ca-certificates.crt"

CONFIGURATION = """
daemon off;
master_process off;
pid {place}/pid;
error_log {place}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log {place}/access.log;
  client_body_temp_path {place}/t; proxy_temp_path {place}/t; fastcgi_temp_path {place}/t;
  uwsgi_temp_path {place}/t; scgi_temp_path {place}/t;
  default_type application/octet-stream;
  server {{ listen 127.0.0.1:{plain}; root {place}/root; }}
{servers}
}}
{user}
"""
SERVER = """  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {place}/{name}.pem; ssl_certificate_key {place}/{name}.key;
    ssl_protocols {protocols};
    root {place}/root;
    location /down/ {{ return 302 http://127.0.0.1:{plain}/feed/; }}
  }}
"""


def run(*words, wrap=()):
    subprocess.run([*wrap, *words], check=True, capture_output=True, timeout=60)


class Authority:
    """Signs certificates in a folder."""

    def __init__(self, place, name):
        self.place, self.name = place, name
        run(OPENSSL, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days", "30", "-subj", f"/CN={name}", "-keyout", f"{place}/{name}.key",
            "-out", f"{place}/{name}.pem")

    def sign(self, name, host, wrap=()):
        extra = os.path.join(self.place, "extra")
        with open(extra, "w", encoding="utf-8") as file:
            file.write(f"subjectAltName={host}\n")
        run(OPENSSL, "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-subj", "/CN=feed", "-keyout", f"{self.place}/{name}.key", "-out",
            f"{self.place}/{name}.csr")
        run(OPENSSL, "x509", "-req", "-in", f"{self.place}/{name}.csr", "-days", "20", "-CA",
            f"{self.place}/{self.name}.pem", "-CAkey", f"{self.place}/{self.name}.key",
            "-CAcreateserial", "-extfile", extra, "-out", f"{self.place}/{name}.pem", wrap=wrap)


def start(place, ports, plain):
    servers = "".join(SERVER.format(place=place, name=name, port=port, plain=plain,
                                    protocols="TLSv1" if name == "old" else "TLSv1.2 TLSv1.3")
                      for name, port in ports.items())
    path = os.path.join(place, "nginx.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write(CONFIGURATION.format(place=place, plain=plain, servers=servers,
                                        user="user root;" if os.getuid() == 0 else ""))
    process = subprocess.Popen([feed_server.NGINX, "-p", place, "-c", path],
                               stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", plain), 1).close()
            return process
        except OSError:
            time.sleep(0.02)
    raise AssertionError("nginx does not answer")


def sync(data, url, key, wrap):
    done = subprocess.run([*wrap, PROGRAM, "catalogue", "sync", "--source", f"{url}#{key}", "--json",
                           "--data-dir", data], capture_output=True, text=True, check=False,
                          timeout=120)
    lines = done.stdout.strip().split("\n")
    answer = json.loads(lines[-1]) if lines[-1] else {"result": "none", "reason": None}
    return answer, done.stderr


def main():
    if not feed_server.NGINX or not OPENSSL:
        print("1..0 # SKIP nginx or openssl is not installed: build-aux/install-packages test")
        return
    place, tap = tempfile.mkdtemp(prefix="wf-tls-"), Tap()
    os.chmod(place, 0o755)
    os.makedirs(os.path.join(place, "t"))
    os.makedirs(os.path.join(place, "root", "feed"))
    ours, theirs = Authority(place, "ours"), Authority(place, "theirs")
    ours.sign("good", "IP:127.0.0.1,DNS:localhost")
    ours.sign("elsewhere", "DNS:feed.example")
    ours.sign("old", "IP:127.0.0.1")
    theirs.sign("stranger", "IP:127.0.0.1")
    names = ["good", "elsewhere", "old", "stranger"]
    if FAKETIME:
        ours.sign("past", "IP:127.0.0.1", wrap=(FAKETIME, "2021-01-01 00:00:00"))
        names.append("past")
    ports = {name: feed_server.find_port() for name in names}
    plain = feed_server.find_port()
    process = start(place, ports, plain)
    trust = ("unshare", "-rm", "sh", "-c",
             f'mount --bind {place}/ours.pem {BUNDLE} && exec "$@"', "sh")
    may_trust = subprocess.run([*trust, "true"], check=False, capture_output=True).returncode == 0
    forge = Forge(os.path.join(place, "root", "feed"))
    forge.publish(entries(range(40)))
    key = forge.key.text()

    def refused(name, code, what, wrap=trust, path="feed"):
        data = tempfile.mkdtemp(prefix="wf-tls-data-")
        answer, said = sync(data, f"https://127.0.0.1:{ports[name]}/{path}/", key, wrap)
        tap.check(answer["result"] == "refused" and answer["reason"] == code and
                  "wayfinderctl: " in said, what, f"{answer} {said}")
        shutil.rmtree(data)

    try:
        refused("good", "insecure", "an authority this computer does not know", wrap=())
        if may_trust:
            data = tempfile.mkdtemp(prefix="wf-tls-data-")
            answer, said = sync(data, f"https://127.0.0.1:{ports['good']}/feed/", key, trust)
            tap.check(answer["result"] == "updated" and answer["added"] == 40,
                      "a certificate that holds", f"{answer} {said}")
            forge.publish(entries(range(45)))
            answer, said = sync(data, f"https://127.0.0.1:{ports['good']}/feed/", key, ())
            tap.check(answer["result"] == "refused" and answer["reason"] == "insecure",
                      "trust that ended", f"{answer} {said}")
            answer, said = sync(data, f"https://127.0.0.1:{ports['good']}/feed/", key, trust)
            tap.check(answer["result"] == "updated" and answer["added"] == 5, "and came back",
                      f"{answer} {said}")
            shutil.rmtree(data)
            refused("elsewhere", "insecure", "a certificate for another name")
            refused("stranger", "insecure", "a certificate of another authority")
            refused("old", "insecure", "a protocol that is no longer safe")
            refused("good", "redirect", "from https to http", path="down")
            if FAKETIME:
                refused("past", "insecure", "a certificate that has expired")
        else:
            print("# no namespace of its own here: only what is not trusted was tried")
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(place, ignore_errors=True)
    tap.report()


main()
