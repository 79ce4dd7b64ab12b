#!/usr/bin/env python3
"""Generates credential mails, each with its own truth by rules D28 and D44 to D46, and judges what the tool gives for them.

Usage: generate.py TOOL [--count N] [--seed S] [--form NAME] [--keep FOLDER]
Values x layouts (layouts.py) x what stands in and beside them (decorations.py, sides.py) x forms (arrivals.py), and mails of
others (foreign.py). A value that is not the right one, or given where it must be refused, is wrong; so is a ServiceUser in a
foreign mail, and a password printed without --reveal. Exit 1 for any of these, or where fewer than 97 % of the plain mails are
read exactly. `--keep` writes each failing mail with a .why file. The same seed makes the same mails; `--form` makes one form
(of ARRIVALS, or `foreign`) alone.
"""
import argparse
import collections
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile

import foreign
import values
from arrivals import ARRIVALS, HEADED, TWO, UNDECODED
from decorations import CELL_ONLY, DECORATIONS, at_place, one_form_only
from layouts import PAGES, TEXTS
from sides import SIDES, Side
from values import EITHER, EXACT, REFUSE, Mail, Shown, escaped, worst
from wraps import PROGRAMS, UNSURE, Letter, Post

BATCH = 200
ROLES = {"serviceUser": "serviceUser", "pmsUserName": "pmsUserName", "password": "passwordValue"}
OPENING = ["Hello,", "Dear Jane Example,", "Hi all,", "Good morning Jan\u00e9,", ""]
BEFORE = ["Your Unity credentials are below.", "Please find below what you asked for:", "The account was created \u2013 see below.",
    "Keep your password confidential.", ""]
AFTER = ["Please keep your password confidential.", "The password expires after 90 days.",
    "Never share your user name or password by mail.", "Questions? Call +1 555 0100 (Mon-Fri, 8:00-17:00).",
         "User guide: https://example.com/guide?id=4711", "This e-mail is confidential. If you are not the recipient, delete it.",
         "Ticket: 4711", "", ""]
CLOSING = ["Regards", "Sincerely", "Thanks!", "Best", "Vendor", "Kind regards\nExample Vendor", "Thanks,\nJane Example\nExample Clinic", ""]


def letter(chance, rows, page_layout, text_layout):
    """Both bodies of one message; a body is None where a value cannot be shown in it."""
    opening, before, after, closing = (chance.choice(words) for words in (OPENING, BEFORE, AFTER, CLOSING))
    page = text = None
    if page_layout and all(view.page is not None for _, view in rows):
        def paragraph(words):
            return f"<p>{escaped(words).replace(chr(10), '<br>')}</p>\n" if words else ""

        credentials = PAGES[page_layout].render([(label, view.page) for label, view in rows], chance)
        page = paragraph(opening) + paragraph(before) + credentials + paragraph(after) + paragraph(closing)
    if text_layout and all(view.text is not None for _, view in rows):
        credentials = TEXTS[text_layout].render([(label, view.text) for label, view in rows], chance)
        text = "\n\n".join(words for words in (opening, before, credentials.rstrip("\n"), after, closing) if words) + "\n"
    return Letter(page, text)


def make(seed, index, wanted=None):
    chance = random.Random(f"{seed}/{index}")
    when = datetime.datetime(2026, chance.randint(6, 11), chance.randint(1, 28), chance.randint(0, 23), chance.randint(0, 59),
        chance.choice([0, 5, 42]),
                             tzinfo=datetime.timezone(datetime.timedelta(hours=chance.choice([-8, -6, -5, 0, 1, 2]))))
    if wanted == "foreign" or (wanted is None and chance.random() < 0.15):
        return foreign.make(chance, when)
    form = wanted or chance.choice(list(ARRIVALS))
    wrap = ARRIVALS[form]
    while True:
        made = attempt(chance, form, wrap, when)
        if made:
            return made


def shown_user(user):
    return Shown(escaped(user), user)


def fits(text, charset):
    try:
        return text.encode(charset) is not None
    except UnicodeEncodeError:
        return False


def pick(chance, layouts):
    """Plain ones more often: they are what mostly comes, and all of them must be read."""
    plain = chance.random() < 0.75
    return chance.choice([name for name, layout in layouts.items() if not plain or layout.truth == EXACT])


def attempt(chance, form, wrap, when):
    """A mail of the form, or nothing where what was drawn cannot stand in it."""
    page_layout = pick(chance, PAGES) if wrap.medium != "text" else None
    text_layout = pick(chance, TEXTS) if wrap.medium != "page" else None
    layouts = ([PAGES[page_layout]] if page_layout else []) + ([TEXTS[text_layout]] if text_layout else [])
    places = {layout.place for layout in layouts}
    user, name = values.service_user(chance), values.user_name(chance)
    roll, decoration, side_name = chance.random(), None, None
    word = values.password(chance) if roll < 0.45 else values.calm_password(chance)
    truth = worst(wrap.truth, *(layout.truth for layout in layouts))
    view, answer, rows_behind, rows_before = Shown(escaped(word), word), word, (), ()
    if roll < 0.45:
        truth = worst(truth, values.trust(word, form in UNDECODED or text_layout is not None))
    elif roll < 0.92:
        decoration = chance.choice(list(DECORATIONS))
        decorated = DECORATIONS[decoration](chance, word)
        if decoration in CELL_ONLY and not places <= {"cell", "entry"}:
            return None
        rows_behind, rows_before = decorated.rows, decorated.before
        if wrap.medium == "both":
            chosen = one_form_only(chance, decorated, word)
            if chosen is None:
                return None
            view, own, answer = chosen
        else:
            view, own, answer = decorated.shown, decorated.truth, decorated.answer
        truth = worst(truth, at_place(decorated, own, places))
    side = Side(shown_user(user), Shown(escaped(name), name), EXACT, {})
    if roll >= 0.92:
        if form in TWO:
            # An older message tells the other values plainly; which of the two then counts, the rules leave open.
            return None
        side_name = chance.choice(list(SIDES))
        side = SIDES[side_name](chance, user, name)
    if (rows_behind or rows_before or side.before or side.drop_user) and text_layout == "user-and-password":
        return None
    labels = chance.choice(values.LABELS)
    rows = [*side.before, *([] if side.drop_user else [(labels[0], side.user)]), (labels[1], side.name), *rows_before, (labels[2], view),
        *rows_behind]
    newest = letter(chance, rows, page_layout, text_layout)
    if (wrap.medium != "text" and newest.page is None) or (wrap.medium != "page" and newest.text is None):
        return None
    again = word if chance.random() < 0.1 and not decoration and not form.startswith(("undated-", "two-")) else values.calm_password(chance)
    older_rows = [(labels[0], shown_user(user)), (labels[1], Shown(escaped(name), name)), (labels[2], Shown(escaped(again), again))]
    if form == "two-systems":
        older_rows[0] = (labels[0], shown_user(values.service_user(chance)))
    older = letter(chance, older_rows, page_layout, text_layout)
    before = when - datetime.timedelta(days=chance.randint(20, 200), minutes=chance.randint(0, 600))
    charset = chance.choice(["utf-8", "utf-8", "windows-1252", "iso-8859-1", "utf-16"])
    odd = not all((shown or "").isascii() for _, both in rows for shown in (both.page, both.text))
    bodies = "".join(body or "" for one in (newest, older) for body in (one.page, one.text))
    if (odd and charset != "utf-16") or not fits(bodies, charset):
        # In another character set the bytes of mojibake are those of the sign that was meant.
        charset = "utf-8"
    if text_layout == "dots" and charset == "windows-1252" or odd and form == "page-misdeclared":
        # Whatever stands beside a sign whose character set had to be guessed.
        truth = worst(truth, EITHER)
    heads = chance.choice([*PROGRAMS, "mixed", *UNSURE])
    ending, data, dates = wrap.build(chance, Post(newest, older, when, before, charset, heads))
    layout = "+".join(x for x in (page_layout, text_layout) if x)
    recipe = {"form": form, "layout": layout, "decoration": decoration or "none", "side": side_name, "heads": heads if form in HEADED else None}
    if form in HEADED and heads in UNSURE:
        # Where nothing dates one of two values, or both, neither is the newest (D45).
        truth = worst(truth, EXACT if form not in TWO else REFUSE if heads == "unreadable" and again != word else EITHER)
        dates = [None] if heads == "unreadable" and not form.startswith("forwarded") else None
    if form in TWO and decoration and decoration.startswith("missing"):
        # A newest message without a password, and an older one with: the rules do not say that the older one is void.
        truth, answer, dates = EITHER, again, None
    answers = {"serviceUser": None if form == "two-systems" else user, "pmsUserName": name, "password": answer} | side.answers
    if form in TWO and again == word:
        # One value of two dates: which one it then has, the rules leave open.
        dates = None
    return Mail(ending, data, worst(truth, side.truth), answers, dates, recipe, tuple({word, again, answer or word}))


def right_date(given, allowed):
    for one in allowed:
        if isinstance(one, datetime.datetime):
            try:
                if given and datetime.datetime.fromisoformat(given.replace("Z", "+00:00")).timestamp() == one.timestamp():
                    return True
            except (ValueError, TypeError):
                pass
        elif one == given:
            return True
    return False


def judge(mail, row):
    """Complaints, each with its kind: what is wrong, or refused although it is plain."""
    given = {role: row.get(key) for role, key in ROLES.items()}
    if not mail.answers:
        return [("FALSE", f"serviceUser = {given['serviceUser']!r} in a mail without one")] if given["serviceUser"] is not None else []
    found = []
    for role, value in given.items():
        if role == "password" and mail.truth == REFUSE:
            if value is not None:
                found.append(("WRONG given", f"password = {value!r} where it must be refused"))
        elif value is None:
            if mail.truth == EXACT:
                found.append(("refused", role))
        elif value != mail.answers[role]:
            found.append((f"WRONG {role}", f"{role} = {value!r}, right is {mail.answers[role]!r}"))
    if mail.dates is not None and mail.truth != REFUSE and given["password"] is not None and not right_date(row.get("date"), mail.dates):
        right = " or ".join(str(one) for one in mail.dates)
        found.append(("no date" if row.get("date") is None else "WRONG date", f"date = {row.get('date')}, right is {right}"))
    return found


def ask(tool, folder, names, *options):
    run = subprocess.run([tool, "message", "-q", *options, *names], cwd=folder, capture_output=True, text=True, errors="replace")
    if run.returncode not in (0, 1, 2):
        sys.exit(f"generate: the tool ended with {run.returncode}: {run.stderr[:500]}")
    return run.stdout + run.stderr


def judged(tool, mails):
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for index, mail in mails:
            names.append(f"m{index}{mail.name}")
            with open(os.path.join(folder, names[-1]), "wb") as file:
                file.write(mail.data)
        rows = {row["name"]: row for row in json.loads(ask(tool, folder, names, "--format", "json", "--reveal"))["result"]["files"]}
        shown = ask(tool, folder, names)
        found = []
        for name, (_, mail) in zip(names, mails):
            # A file that could not be read has no row, so no value.
            complaints = judge(mail, rows.get(name, {}))
            if any(secret in shown for secret in mail.secrets):
                complaints.append(("LEAK", "a password is printed without --reveal"))
            found.append((name, mail, rows.get(name, {}), complaints))
        return found


def keep(folder, name, mail, row, complaints):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(mail.data)
    with open(os.path.join(folder, name + ".why"), "w") as file:
        for kind, what in complaints:
            file.write(f"{kind}: {what}\n")
        file.write(f"truth: {mail.truth}\nrecipe: {mail.recipe}\nanswers: {mail.answers}\ncodes: {row.get('codes')}\n")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("tool")
    options.add_argument("--count", type=int, default=2000)
    options.add_argument("--seed", default="1")
    options.add_argument("--form", choices=[*ARRIVALS, "foreign"])
    options.add_argument("--keep")
    options = options.parse_args()
    tool = os.path.abspath(options.tool)
    classes, failures, refused, totals = collections.Counter(), collections.Counter(), collections.Counter(), collections.Counter()
    either_given = exact = 0
    for start in range(0, options.count, BATCH):
        mails = [(index, make(options.seed, index, options.form)) for index in range(start, min(start + BATCH, options.count))]
        for name, mail, row, complaints in judged(tool, mails):
            kind = mail.truth if mail.answers else "foreign"
            classes[kind] += 1
            recipe = mail.recipe
            if kind == EXACT:
                totals[recipe["form"], recipe["layout"]] += 1
                exact += not any(what == "refused" or what.startswith("WRONG") for what, _ in complaints)
            elif kind == EITHER:
                either_given += row.get("passwordValue") is not None
            for what in {what for what, _ in complaints}:
                if what == "refused":
                    refused[recipe["form"], recipe["layout"], recipe["side"] or recipe["decoration"]] += 1
                else:
                    failures[what, recipe["side"] or recipe["decoration"], recipe["heads"],
                        recipe["form"] if recipe["decoration"] == "none" else "", kind] += 1
            if complaints and options.keep:
                keep(options.keep, name, mail, row, complaints)
    report(options, classes, failures, refused, totals, exact, either_given)


def report(options, classes, failures, refused, totals, exact, either_given):
    kinds = ", ".join(f"{classes[kind]} {kind}" for kind in (EXACT, EITHER, REFUSE, "foreign"))
    print(f"{options.count} mails, seed {options.seed}: {kinds}")
    share = 100 * exact / classes[EXACT] if classes[EXACT] else 100
    print(f"plain: {share:.2f} % exact; exact-or-refuse: {100 * either_given / max(1, classes[EITHER]):.1f} % given")
    for title, at in (("by form", 0), ("by layout", 1), ("by what is beside", 2)):
        tell(f"plain but refused, {title}", refused, at, totals if at == 0 else None)
    wrong = {key: count for key, count in failures.items() if key[0].startswith(("WRONG", "FALSE", "LEAK"))}
    for title, at in (("kind", 0), ("heads", 2), ("what is beside", 1)):
        tell(f"wrong, by {title}", wrong, at)
    for (what, beside, heads, form, kind), count in sorted(failures.items(), key=lambda item: (-item[1], str(item[0]))):
        print(f"  {what}: {beside}{' in ' + form if form else ''}{', heads ' + heads if heads else ''} ({kind}): {count}")
    fatal = sum(wrong.values())
    print(f"{fatal} wrong, {classes['foreign']} foreign mails, {sum(n for key, n in wrong.items() if key[0] == 'FALSE')} false ServiceUsers")
    sys.exit(1 if fatal or share < 97 else 0)


def tell(title, found, at, totals=None):
    """One line: the most frequent first, of how many where that is known."""
    counts, whole = collections.Counter(), collections.Counter()
    for key, count in found.items():
        counts[key[at] or "no heads"] += count
    for key, count in (totals or {}).items():
        whole[key[at]] += count
    if counts:
        print(f"{title}: " + ", ".join(f"{name} {count}{f' of {whole[name]}' if totals else ''}" for name, count in counts.most_common(16)))


if __name__ == "__main__":
    main()
