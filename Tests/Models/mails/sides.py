"""What may happen to the other two values: each side takes (chance, ServiceUser, user name) and says what is then right.

A ServiceUser that is not there in its whole shape is none: it is never composed or mended (D44), and of two none is chosen (D28).
"""
from dataclasses import dataclass

from values import EITHER, EXACT, Shown, escaped, service_user


@dataclass
class Side:
    user: Shown
    name: Shown
    truth: str
    answers: dict
    before: tuple = ()  # rows before the others
    drop_user: bool = False


def shown(text, page=None):
    return Shown(escaped(text) if page is None else page, text)


def of_user(text_of, kept=False, truth=EITHER, page_of=None, page_only=False):
    def side(chance, user, name):
        view = shown(text_of(user), page_of(user) if page_of else None)
        if page_only:
            view.text = None
        return Side(view, shown(name), truth, {"serviceUser": user if kept else None})

    return side


def of_name(text_of, kept=True, truth=EITHER, page_of=None, text_only=False, page_only=False):
    def side(chance, user, name):
        text = text_of(name)
        view = shown(text, page_of(name) if page_of else None)
        if text_only:
            view.page = None
        if page_only:
            view.text = None
        return Side(shown(user), view, truth, {"pmsUserName": name if kept else None})

    return side


def raised(user):
    start, tenant, rest = user.split("^", 2)
    return f"{start}<sup>{tenant}</sup>{rest}"


def three_ids(chance, user, name):
    ubiquity, rest = user.split(":")
    client, tenant = rest.split("^")[:2]
    rows = tuple((label, shown(value)) for label, value in (("Ubiquity ID", ubiquity), ("Client ID", client), ("Tenant ID", tenant)))
    return Side(shown(user), shown(name), EITHER, {"serviceUser": None}, rows, True)


def two_users(chance, user, name):
    return Side(shown(user), shown(name), EITHER, {"serviceUser": None}, (("ServiceUser", shown(service_user(chance))),))


def user_absent(chance, user, name):
    return Side(shown(user), shown(name), EITHER, {"serviceUser": None}, (), True)


def name_dot(chance, user, name):
    """In a cell of its own the dot is the name's, in prose it is doubted: never is it taken off."""
    return Side(shown(user), shown(name + "."), EITHER, {"pmsUserName": name + "."})


def numbered(user):
    return "".join(f"&#{ord(c)};" if c in ":^" else c for c in user)


SIDES = {
    "user-superscript": of_user(str, page_of=raised, page_only=True), "user-dot": of_user(lambda u: u + ".", True),
    "user-quotes": of_user(lambda u: f'"{u}"', True),
    "user-angles": of_user(lambda u: f"<{u}>", True), "user-stars": of_user(lambda u: f"*{u}*", True),
    "user-no-last-caret": of_user(lambda u: u.split("^")[0] + "^" + u.split("^")[1]),
    "user-blanks": of_user(lambda u: u.replace(":", " : ").replace("^", " ^ ")),
    "user-escaped-markdown": of_user(lambda u: u.replace("^", "\\^")),
    "user-modifier-letters": of_user(lambda u: u.replace("^", "\u02c6")),
    "user-full-width": of_user(lambda u: u.replace(":", "\uff1a").replace("^", "\uff3e")),
    "user-ellipsis": of_user(lambda u: u[:3] + "\u2026" + u[u.index("^"):]),
    "user-entities": of_user(lambda u: u, True, EXACT, numbered, True),
    "user-entities-visible": of_user(lambda u: u.replace("^", "&#94;")), "user-cut": of_user(lambda u: u[:u.index("^")]),
    "user-bold": of_user(str, True, EXACT, lambda u: f"<b>{u}</b>", True),
    "user-wbr": of_user(str, True, EXACT, lambda u: u.replace(":", ":<wbr>"), True),
    "user-zero-width": of_user(lambda u: u.replace(":", ":\u200b"), True, EXACT),
    "user-remark": of_user(lambda u: u + " (production)", True),
    "user-struck": of_user(str, True, EITHER, lambda u: f"<s>0ldUBQ1:000111^1^</s> {u}", True), "three-ids": three_ids,
    "two-users": two_users, "user-absent": user_absent,
    "name-mailto": of_name(lambda n: f"{n}<mailto:{n}>", text_only=True),
    "name-link": of_name(str, page_of=lambda n: f'<a href="mailto:{n}">{escaped(n)}</a>', page_only=True),
    "name-quotes": of_name(lambda n: f'"{n}"'), "name-stars": of_name(lambda n: f"*{n}*"), "name-dot": name_dot,
    "name-placeholder": of_name(lambda n: "N/A", False),
    # Words that are a label, too: only their place says that they are the value.
    "name-like-label": lambda c, u, n: Side(shown(u), shown("PMUSER"), EITHER, {"pmsUserName": "PMUSER"}),
    "name-missing": of_name(lambda n: "", False),
    "name-button": of_name(str, page_of=lambda n: f"{escaped(n)}<button>Copy</button>", page_only=True),
    "name-bold": of_name(str, True, EXACT, lambda n: f"<b>{escaped(n)}</b>", page_only=True),
    "name-ellipsis": of_name(lambda n: n[:4] + "...", False),
    "name-hidden": of_name(str, page_of=lambda n: f'{escaped(n)}<span style="display:none">0ldname</span>', page_only=True),
    "name-remark": of_name(lambda n: n + " (do not change)"),
}
