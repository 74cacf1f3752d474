#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The phone page in real browsers: three phones in three languages, networks that come and go, a
program that is killed, the keyboard alone, and axe-core's eye on every kind of slide."""
import os
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "../support")]
from browser import Driver, fetch_axe  # noqa: E402
from ctl import BUILD, Tap  # noqa: E402
from workshop import Workshop  # noqa: E402

PICTURES = os.environ.get("WF_PICTURES")
WORDS = {
    "en": ("The number on the wall", "Your answer is in.", "No connection.", "This question is closed."),
    "fr": ("Le numéro sur le mur", "Votre réponse est arrivée.", "Pas de connexion.",
           "Cette question est fermée."),
    "ar": ("الرقم على الجدار", "وصلت إجابتك.", "لا يوجد اتصال.", "أُغلق هذا السؤال."),
}


def look(phone, name):
    if PICTURES:
        phone.picture(os.path.join(PICTURES, f"phone-{name}.png"))


def counts(workshop):
    tally = workshop.say("state")["tally"]
    return {choice["id"]: choice["phones"] for choice in tally["choices"] if choice["phones"]}


def wait_counts(tap, workshop, wanted, name):
    deadline = time.monotonic() + 60
    while (got := counts(workshop)) != wanted and time.monotonic() < deadline:
        time.sleep(0.1)
    tap.check(got == wanted, name, got)


def check_join(tap, workshop, phones):
    """By the code in the address, by typing it, and by typing it in Arabic digits."""
    arabic = workshop.code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    phones["en"].go(workshop.url + workshop.code)
    for lang, code in (("fr", workshop.code), ("ar", arabic)):
        phones[lang].go(workshop.url)
        phones[lang].wait_text(WORDS[lang][0])
        look(phones[lang], f"join-{lang}")
        phones[lang].type("#code", code)
        phones[lang].press("form button")
    for lang, phone in phones.items():
        phone.wait(f"joined in {lang}", "return document.querySelector('h1') && "
                   "!document.querySelector('#code')")
        direction = phone.run("return document.documentElement.dir + document.documentElement.lang")
        tap.check(direction == ("rtl" if lang == "ar" else "ltr") + lang, f"direction of {lang}",
                  direction)
    phones["en"].wait_text("Checking our assumptions")
    phones["fr"].wait_text("Vérifier nos idées")
    phones["ar"].wait_text("فحص افتراضاتنا")
    tap.check(workshop.say("state")["joined"] == 3, "three joined")


def check_votes(tap, workshop, phones):
    workshop.say("go a-pulse")
    for lang, choice in (("en", "striving"), ("fr", "striving"), ("ar", "thriving")):
        phones[lang].press(f"#c-{choice}")
        phones[lang].wait_text(WORDS[lang][1])
        look(phones[lang], f"vote-{lang}")
    wait_counts(tap, workshop, {"striving": 2, "thriving": 1}, "three votes")
    phones["ar"].press("#c-surviving")
    wait_counts(tap, workshop, {"striving": 2, "surviving": 1}, "one changed")
    tap.check(phones["en"].run("return document.querySelectorAll('.bar').length") == 0,
              "nothing of the others is seen")
    workshop.say("reveal")
    phones["fr"].wait_text("Moins de cinq réponses")
    tap.check(phones["fr"].run("return document.querySelectorAll('.bar').length") == 0,
              "three answers would point at somebody")
    workshop.say("count thriving 4")
    phones["fr"].wait("results", "return document.querySelectorAll('.bar').length === 3")
    look(phones["fr"], "results-fr")
    workshop.say("close")
    for lang, phone in phones.items():
        phone.wait_text(WORDS[lang][3])
    tap.check(phones["en"].run("return document.querySelector('#c-striving').disabled"), "closed")


def check_map(tap, workshop, phones):
    """Two rows of buttons, by the keyboard alone."""
    workshop.say("go assume-s6")
    phone = phones["ar"]
    phone.wait_text("هجين")
    phone.run("document.querySelector('#x1').focus()")
    phone.keys("\ue007")
    tap.check(phone.run("return document.activeElement.id") == "x1", "focus stays where it was")
    for _ in range(9):
        phone.keys("\ue004")
    tap.check(phone.run("return document.activeElement.id") == "y5", "Tab reaches the last place",
              phone.run("return document.activeElement.id"))
    phone.keys(" ")
    wait_counts(tap, workshop, {"x1y5": 1}, "a place on the map")
    look(phone, "map-ar")
    workshop.say("count x1y5 5")
    workshop.say("reveal")
    workshop.say("reveal")
    phone.wait_text("2021")
    phone.wait_text("غير صحيح · متأكد")
    look(phone, "evidence-ar")


def check_offline(tap, workshop, phones):
    """An answer given without network goes out when it is back; the last choice is the one."""
    workshop.say("go assume-s1")
    phone = phones["fr"]
    phone.wait_text("Notre secteur")
    for flip in range(3):
        phone.set_offline(True)
        phone.press(f"#x{flip + 1}")
        phone.press("#y2")
        phone.wait_text(WORDS["fr"][2])
        if flip == 0:
            look(phone, "offline-fr")
        phone.set_offline(False)
        phone.wait_text(WORDS["fr"][1])
        wait_counts(tap, workshop, {f"x{flip + 1}y2": 1}, f"back online, flip {flip}")
    # The question goes on while the phone is away: its answer is not counted for another one.
    phone.set_offline(True)
    phone.press("#x5")
    workshop.say("go assume-s2")
    phone.set_offline(False)
    phone.wait_text("navigatrice")
    wait_counts(tap, workshop, {}, "nothing is counted for the next question")
    phone.wait_text("Votre réponse n’est pas arrivée")


def check_sleep(tap, workshop, phones, folder):
    """The page is closed and opened, the program killed and started: all go on."""
    phone = phones["en"]
    workshop.say("go a-close")
    phone.press("#c-b")
    wait_counts(tap, workshop, {"b": 1}, "before")
    phone.go("about:blank")
    workshop.kill()
    workshop = Workshop(folder)
    phone.go(workshop.url)
    phone.wait("its answer is still pressed",
               "var b = document.querySelector('#c-b'); return b && b.getAttribute('aria-pressed') === 'true'")
    phones["ar"].wait("the others are back", "return !!document.querySelector('#c-a')")
    phones["ar"].press("#c-a")
    wait_counts(tap, workshop, {"a": 1, "b": 1}, "after a kill")
    tap.check(workshop.say("state")["joined"] == 3, "nobody joined twice")
    return workshop


def check_ideas(tap, workshop, phones):
    workshop.say("go a-ours")
    phones["ar"].type("#idea", "نص عربي")
    phones["ar"].press("form button")
    phones["ar"].wait_text("شكرًا")
    phones["fr"].type("#idea", "une idée à moitié")
    ideas = workshop.say("state")["tally"]["ideas"]
    tap.check([idea["text"] for idea in ideas] == ["نص عربي"] and not ideas[0]["shown"],
              "an idea waits", ideas)
    before = phones["fr"].run("return document.querySelector('#main').getAttribute('data-v')")
    workshop.say("show-idea 1")
    phones["fr"].wait("the next version", "return document.querySelector('#main').getAttribute('data-v')"
                      " !== arguments[0]", before)
    tap.check(phones["fr"].run("return document.querySelector('#idea').value") == "une idée à moitié",
              "what somebody types stays while the page changes")
    workshop.say("vote-ideas")
    phones["en"].press("#c-i1")
    phones["en"].wait_text(WORDS["en"][1])
    tap.check(workshop.say("state")["tally"]["ideas"][0]["votes"] == 1, "an idea gets a vote")


def check_language(tap, phones):
    phones["en"].run("var s = document.querySelector('#lang'); s.value = 'fr';"
                     "s.onchange({});")
    phones["en"].wait_text("Langue")
    tap.check(phones["en"].run("return document.documentElement.lang") == "fr", "another language")
    phones["en"].run("var s = document.querySelector('#lang'); s.value = 'en'; s.onchange({});")
    phones["en"].wait_text("Language")


def check_width(tap, phones):
    for lang, phone in phones.items():
        over = phone.run("document.documentElement.style.fontSize = '200%';"
                         "var o = document.documentElement.scrollWidth - window.innerWidth;"
                         "document.documentElement.style.fontSize = ''; return o")
        tap.check(over <= 0, f"at 360 pixels and 200 % nothing is cut off ({lang})", over)


def check_full_storage(tap, workshop, driver):
    """Where nothing can be written (a full phone, an old private window) the page remembers by
    itself until it is closed."""
    workshop.say("go a-pulse")
    workshop.say("heads 20")
    phone = driver.open("en")
    phone.call("POST", "/goog/cdp/execute", {
        "cmd": "Page.addScriptToEvaluateOnNewDocument",
        "params": {"source": "Storage.prototype.setItem = function () {"
                             " throw new DOMException('full', 'QuotaExceededError'); };"}})
    before = workshop.say("state")["joined"]
    phone.go(workshop.url + workshop.code)
    phone.wait("joined", "return !!document.querySelector('#c-striving')")
    tap.check(workshop.say("state")["joined"] == before + 1, "joined without storage, once")
    workshop.say("open")
    phone.wait("open", "return !document.querySelector('#c-striving').disabled")
    phone.press("#c-striving")
    phone.wait_text(WORDS["en"][1])


def check_axe(tap, workshop, phones):
    script, why = fetch_axe(BUILD)
    if script is None:
        tap.check(True, f"# SKIP axe-core: {why}")
        return
    slides = ("a-title", "a-pulse", "assume-s3", "a-ours", "a-check", "a-close")
    for slide in slides:
        workshop.say(f"go {slide}")
        for lang in ("en", "ar"):
            phone = phones[lang]
            phone.wait(slide, "return document.querySelector('#main').getAttribute('data-slide')"
                       " === arguments[0]", slide)
            phone.run(script)
            found = phone.run_async("var done = arguments[0]; axe.run().then(function (r) { done("
                                    "r.violations.map(function (v) { return v.id + ': ' + "
                                    "v.nodes[0].html; })); })")
            tap.check(found == [], f"axe-core finds nothing on {slide} in {lang}", found)


def main():
    tap = Tap()
    driver = Driver()
    try:
        with tempfile.TemporaryDirectory() as folder:
            workshop = Workshop(folder, "checking-assumptions", "--heads", "3")
            phones = {lang: driver.open(lang) for lang in WORDS}
            check_join(tap, workshop, phones)
            check_votes(tap, workshop, phones)
            check_map(tap, workshop, phones)
            check_offline(tap, workshop, phones)
            workshop = check_sleep(tap, workshop, phones, folder)
            check_ideas(tap, workshop, phones)
            check_language(tap, phones)
            check_width(tap, phones)
            check_full_storage(tap, workshop, driver)
            check_axe(tap, workshop, phones)
            for lang, phone in phones.items():
                bad = [line for line in phone.log() if "Content Security Policy" in line
                       or "Uncaught" in line]
                tap.check(bad == [], f"no complaint of the browser ({lang})", bad)
            workshop.say("end")
    finally:
        driver.close()
    tap.report()


main()
