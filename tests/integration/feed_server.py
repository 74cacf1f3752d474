# SPDX-License-Identifier: GPL-3.0-or-later
"""A real nginx on loopback, and a server that breaks connections off, for the feed's tests."""
import http.server
import os
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time

NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")

CONFIGURATION = """
daemon off;
master_process off;
pid {place}/pid;
error_log {place}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log {place}/access.log;
  client_body_temp_path {place}/t; proxy_temp_path {place}/t; fastcgi_temp_path {place}/t;
  uwsgi_temp_path {place}/t; scgi_temp_path {place}/t;
  default_type application/octet-stream;
  sendfile on;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    location ~ ^/slow/(full|delta)/ {{ limit_rate 300; }}
    location = /quiet/latest.minisig {{ if ($http_if_none_match) {{ return 304; }} }}
    location /loop/ {{ return 302 /loop/$request_uri; }}
    location /away/ {{ return 302 ftp://127.0.0.1/; }}
    location /moved/ {{ rewrite ^/moved/(.*)$ /home/$1 redirect; }}
    location /broken/ {{ return 503; }}
    location /portal/ {{ try_files /portal/page.html =404; default_type text/html; }}
  }}
}}
"""


def find_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx:
    """Serves root; each test has a folder of its own in it."""

    def __init__(self):
        self.place = tempfile.mkdtemp(prefix="wf-nginx-")
        self.root = os.path.join(self.place, "root")
        os.makedirs(os.path.join(self.root))
        os.makedirs(os.path.join(self.place, "t"))
        os.chmod(self.place, 0o755)
        self.port = find_port()
        path = os.path.join(self.place, "nginx.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(CONFIGURATION.format(place=self.place, port=self.port, root=self.root))
            if os.getuid() == 0:
                file.write("user root;\n")
        self.process = subprocess.Popen([NGINX, "-p", self.place, "-c", path],
                                        stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise AssertionError("nginx does not answer")

    def url(self, name):
        return f"http://127.0.0.1:{self.port}/{name}/"

    def folder(self, name):
        path = os.path.join(self.root, name)
        os.makedirs(path, exist_ok=True)
        return path

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.place, ignore_errors=True)


class Cutter:
    """Serves a folder with ranges; breaks every answer with a body of the feed off after "after"
    bytes, and counts what it sent."""

    def __init__(self, folder):
        self.folder, self.after, self.sent, self.ranges = folder, None, 0, 0
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *words):
                pass

            def do_GET(self):
                path = os.path.join(outer.folder, self.path.lstrip("/"))
                if not os.path.isfile(path):
                    self.send_error(404)
                    return
                with open(path, "rb") as file:
                    data = file.read()
                start, etag = 0, f'"{len(data)}-{os.path.basename(path)}"'
                found = re.match(r"bytes=(\d+)-$", self.headers.get("Range", ""))
                if found and self.headers.get("If-Range", etag) == etag:
                    start = int(found.group(1))
                    outer.ranges += 1
                    self.send_response(206)
                    self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
                else:
                    self.send_response(200)
                self.send_header("ETag", etag)
                self.send_header("Content-Length", str(len(data) - start))
                self.end_headers()
                part = data[start:]
                if path.endswith(".gz") and outer.after is not None:
                    part = part[:outer.after]
                    self.close_connection = True
                self.wfile.write(part)
                if path.endswith(".gz"):
                    outer.sent += len(part)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
