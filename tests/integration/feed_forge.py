# SPDX-License-Identifier: GPL-3.0-or-later
"""A publisher of feeds written from docs/formats/feed.md alone, that can also lie in every way.

Nothing here uses Wayfinder: what it makes well must be taken, what it makes badly refused.
"""
import base64
import gzip
import hashlib
import json
import os
import time
import uuid

from nacl.signing import SigningKey

DAY = 86400


def stamp(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def blake(data, size):
    return hashlib.blake2b(data, digest_size=size).digest()


class Key:
    """A minisign pair."""

    def __init__(self):
        self.id = os.urandom(8)
        self.secret = SigningKey.generate()

    def text(self):
        return base64.b64encode(b"Ed" + self.id + bytes(self.secret.verify_key)).decode()

    def name(self):
        return self.id[::-1].hex().upper()

    def sign(self, data, comment, old=False):
        message = data if old else blake(data, 64)
        signature = self.secret.sign(message).signature
        all_over = self.secret.sign(signature + comment.encode()).signature
        head = base64.b64encode((b"Ed" if old else b"ED") + self.id + signature).decode()
        return (f"untrusted comment: forged\n{head}\ntrusted comment: {comment}\n"
                f"{base64.b64encode(all_over).decode()}\n")


def service(number, words=""):
    """An entry: number tells which, words what it says."""
    identity = str(uuid.uuid5(uuid.NAMESPACE_URL, f"test:{number}"))
    return identity, json.dumps({
        "id": identity, "name": f"Offer {number}{words}", "status": "active",
        "description": f"Refurbished computers and help with them, place {number}.",
        "organization": {"id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"org:{number % 7}")),
                         "name": f"Organisation {number % 7}", "description": "Lends"}},
        separators=(",", ":"))


def entries(numbers, words=""):
    return dict(service(number, words) for number in numbers)


class Forge:
    """A feed in a folder. Every method that takes "lie" replaces what it would write."""

    def __init__(self, folder, key=None, feed="org.example.test"):
        self.folder, self.feed = folder, feed
        self.key = key or Key()
        self.seq, self.known, self.revs = 0, {}, {}
        self.full, self.deltas, self.keys = None, [], 0
        self.mirrors, self.writes = [], os.getpid() * 1000
        for name in ("head", "full", "delta", "keys"):
            os.makedirs(os.path.join(folder, name), exist_ok=True)

    def write(self, path, data):
        data = data.encode() if isinstance(data, str) else data
        # nginx makes an ETag of size and second: two writes in one second must not look the same.
        self.writes += 1
        temporary = os.path.join(self.folder, path + ".new")
        with open(temporary, "wb") as file:
            file.write(data)
        os.utime(temporary, (time.time(), 1.7e9 + self.writes))
        os.replace(temporary, os.path.join(self.folder, path))
        return data

    def lines(self, kind, start, end, records, feed=None):
        head = {"wf": 1, "feed": feed or self.feed, "kind": kind}
        if kind == "delta":
            head["from"] = start
        head.update({"to": end, "records": len(records)})
        lines = [json.dumps(head, separators=(",", ":"))]
        for identity, text in sorted(records.items()):
            if text is None:
                lines.append(f'{{"op":"del","id":"{identity}","rev":{end},"reason":"closed"}}')
            else:
                rev = self.revs[identity]
                lines.append(f'{{"op":"put","id":"{identity}","rev":{rev},"service":{text}}}')
        lines.append(f'{{"end":true,"records":{len(records)}}}')
        return lines

    def body(self, kind, start, end, records, raw=None, packed=None, announce=None):
        """Writes a body and returns what the head says of it."""
        if raw is None:
            raw = "\n".join(self.lines(kind, start, end, records)).encode() + b"\n"
        if packed is None:
            packed = gzip.compress(raw, 6, mtime=0)
        name = f"{start}-{end}" if kind == "delta" else f"{end}"
        path = f"{kind}/{name}-{hashlib.sha256(packed).hexdigest()[:8]}.ndjson.gz"
        self.write(path, packed)
        told = {"path": path, "size": len(packed), "sha256": hashlib.sha256(packed).hexdigest(),
                "rawsize": len(raw), "records": len(records)}
        told.update({"from": start, "to": end} if kind == "delta" else {"seq": end})
        told.update(announce or {})
        return told

    def head(self, now, days, lie=None):
        total = sum(int.from_bytes(blake(text.encode(), 32), "big") for text in self.known.values())
        head = {"format": "wayfinder-feed", "v": 1, "feed": self.feed, "seq": self.seq,
                "published": stamp(now), "expires": stamp(now + days * DAY), "keys": self.keys,
                "title": "Test", "licence": "CC0-1.0", "mirrors": self.mirrors, "full": self.full,
                "deltas": self.deltas, "count": len(self.known),
                "sum": (total % 2 ** 256).to_bytes(32, "big").hex()}
        head.update(lie or {})
        return json.dumps(head).encode()

    def sign(self, head, now, days, lie=None, key=None, old=False):
        says = {"feed": self.feed, "seq": self.seq, "head": f"head/{self.seq}.json",
                "size": len(head), "sha256": hashlib.sha256(head).hexdigest(),
                "published": stamp(now), "expires": stamp(now + days * DAY)}
        says.update(lie or {})
        comment = "wayfinder-feed 1 " + " ".join(f"{name}={word}" for name, word in says.items())
        self.write("latest.minisig", (key or self.key).sign(head, comment, old))

    def publish(self, new, seq=None, now=None, days=14, full=True, body=None, head=None,
                comment=None, key=None, old=False, deltas=True):
        """Publishes the entries of new. body, head, comment: what to say instead."""
        now = int(now or time.time())
        before, last = self.known, self.seq
        self.seq = seq or last + 1
        changes = {identity: text for identity, text in new.items() if before.get(identity) != text}
        changes.update({identity: None for identity in before if identity not in new})
        self.revs.update({identity: self.seq for identity in changes})
        self.known = dict(new)
        if last and deltas:
            self.deltas = self.deltas + [
                self.body("delta", last, self.seq, changes, **(body or {} if not full else {}))]
        if full or self.full is None:
            self.full = self.body("full", 0, self.seq, self.known, **(body or {} if full else {}))
        data = self.head(now, days, head)
        self.write(f"head/{self.seq}.json", data)
        self.sign(data, now, days, comment, key, old)

    def list_keys(self, root, heads, signers, number=None, threshold=1, expires=None, lie=None):
        number = number or self.keys + 1
        says = {"format": "wayfinder-keys", "v": 1, "feed": self.feed, "n": number,
                "threshold": threshold, "root": [key.text() for key in root],
                "head": [key.text() for key in heads]}
        if expires:
            says["expires"] = stamp(expires)
        says.update(lie or {})
        data = self.write(f"keys/{number}.json", json.dumps(says))
        for key in signers:
            self.write(f"keys/{number}.json.{key.name()}.minisig", key.sign(data, "wayfinder-keys 1"))
        self.keys = number
