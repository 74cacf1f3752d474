# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop with buses of its own, a notification daemon that people use, and the program as it
begins with such a desktop. Run with WM=plain."""
import hashlib
import os
import subprocess

import follow
from fingers import Keyboard
from steps import PASSPHRASE, PROGRAM
from wayfinder_ui import Atspi, Window, wait_for

from gi.repository import Gio

APP_ID = "org.digitalnavigators.Wayfinder"
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""
RULES = """[global]
    dmenu = {menu}
[urgency_low]
    timeout = 0
[urgency_normal]
    timeout = 0
"""
# dunst hands the actions over as lines "#Open (…) […]"; the line given back is done.
MENU = "#!/bin/sh\ngrep -m 1 \"^#$(cat '{choice}')\"\n"


def make_bus(folder):
    """From now on the programs have a session bus of their own, on which nothing starts by itself:
    a daemon is there when it was started here. The accessibility bus stays."""
    Atspi.get_desktop(0)
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    os.environ["AT_SPI_BUS_ADDRESS"] = bus.call_sync(
        "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, -1,
        None).unpack()[0]
    config = os.path.join(folder, "bus.conf")
    with open(config, "w", encoding="utf-8") as file:
        file.write(BUS.format(folder=folder))
    process = subprocess.Popen(["dbus-daemon", "--nofork", f"--config-file={config}",
                                "--print-address=1"], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = process.stdout.readline().strip()
    return process


def is_running(folder):
    """Whether the program of this folder can be called."""
    app = APP_ID + ".d" + hashlib.sha256(folder.encode()).hexdigest()[:12]
    done = subprocess.run(["gdbus", "call", "--session", "-d", "org.freedesktop.DBus", "-o",
                           "/org/freedesktop/DBus", "-m", "org.freedesktop.DBus.NameHasOwner", app],
                          capture_output=True, text=True, check=False)
    return "true" in done.stdout


def calm():
    """The environment for what may warn: dunst, and libnotify about a daemon that is not well. What
    is tested here is that the program goes on."""
    return {name: value for name, value in os.environ.items() if name != "G_DEBUG"}


class Listener:
    """Everything that anybody says to a notification daemon, as it stands on the bus."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "heard")
        self.file = open(self.path, "w", encoding="utf-8")
        self.process = subprocess.Popen(
            ["dbus-monitor", "--session", "destination=org.freedesktop.Notifications"],
            stdout=self.file, stderr=subprocess.DEVNULL)
        wait_for(lambda: "NameAcquired" in self.heard(), "the listener")

    def heard(self):
        with open(self.path, encoding="utf-8") as file:
            return file.read()

    def end(self):
        self.process.terminate()
        self.process.wait()
        self.file.close()


class Dunst:
    """The daemon on the screen."""

    def __init__(self, folder):
        self.choice = os.path.join(folder, "choice")
        menu, rules = os.path.join(folder, "menu"), os.path.join(folder, "dunstrc")
        with open(menu, "w", encoding="utf-8") as file:
            file.write(MENU.format(choice=self.choice))
        os.chmod(menu, 0o755)
        with open(rules, "w", encoding="utf-8") as file:
            file.write(RULES.format(menu=menu))
        self.process = subprocess.Popen(["dunst", "-conf", rules], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, env=calm())
        wait_for(lambda: self.ask("count", "displayed") is not None, "the notification daemon")

    @staticmethod
    def ask(*words):
        done = subprocess.run(["dunstctl", *words], capture_output=True, text=True, check=False)
        return done.stdout.strip() if done.returncode == 0 else None

    def shows(self, count):
        wait_for(lambda: self.ask("count", "displayed") == str(count), f"{count} on the screen")

    def choose(self, action):
        """Presses that button of what stands on the screen."""
        with open(self.choice, "w", encoding="utf-8") as file:
            file.write(action)
        subprocess.run(["dunstctl", "context"], check=True, timeout=20)

    def end(self):
        self.process.terminate()
        self.process.wait()


class Background(Window):
    """A program that began with the desktop, and its window once it has one."""

    def __init__(self, folder, days):  # pylint: disable=super-init-not-called
        self.folder, self.keys = folder, None
        self.environment = {**calm(), "WAYFINDER_DAYS_AHEAD": str(days)}
        self.process = subprocess.Popen([PROGRAM, "--background", "--data-dir", folder],
                                        env=self.environment, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        wait_for(lambda: is_running(folder), "the program in the background")

    def appear(self):
        """Waits for the window."""
        super(Window, self).__init__(wait_for(self.look_up, "the window's program"))
        self.find("frame")
        self.find("text", "Passphrase")
        self.keys = Keyboard(self)

    def ask_for_window(self):
        """As a person does who starts the program that runs already."""
        subprocess.run([PROGRAM, "--data-dir", self.folder], env=self.environment, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.appear()

    def unlock(self):
        follow.unlock(self.keys, PASSPHRASE)


class Network:
    """A NetworkManager that says whether the connection costs, on the session's bus, which is the
    system's bus too from now on."""

    YES, NO = 1, 4

    def __init__(self):
        os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
        self.process = subprocess.Popen(
            ["/usr/bin/python3", "-m", "dbusmock", "--template", "networkmanager"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=calm())
        wait_for(lambda: self.call("AddProperties", f"{{'Metered': <uint32 {self.NO}>}}"),
                 "the network manager")

    @staticmethod
    def call(method, *words):
        return subprocess.run(
            ["gdbus", "call", "--system", "-d", "org.freedesktop.NetworkManager", "-o",
             "/org/freedesktop/NetworkManager", "-m", "org.freedesktop.DBus.Mock." + method,
             "org.freedesktop.NetworkManager", *words],
            capture_output=True, check=False).returncode == 0

    def set_metered(self, metered):
        """As NetworkManager tells it: in the way of D-Bus, and in its own, which GLib hears."""
        what = f"{{'Metered': <uint32 {self.YES if metered else self.NO}>}}"
        assert self.call("UpdateProperties", what)
        assert self.call("EmitSignal", "PropertiesChanged", "a{sv}", f"[<{what}>]")

    def end(self):
        self.process.terminate()
        self.process.wait()
