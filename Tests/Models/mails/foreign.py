"""Mails that hold no ServiceUser, with much that looks a little like one: times, addresses, paths, formulas, expressions."""
from datetime import timedelta

from values import ALNUM, EITHER, Mail, SHAPE, escaped, password
from wraps import PROGRAMS, Letter, Post
import arrivals


def word(chance, low=3, high=9):
    return "".join(chance.choice(ALNUM) for _ in range(chance.randint(low, high)))


def near(chance):
    """Colons and carets, but not the shape `a:b^c^`: a sign too few, too many, doubled, or in another order."""
    a, b, c, d = (word(chance, 2, 8) for _ in range(4))
    return chance.choice([
        f"{a}:{b}^{c}", f"{a}:{b}^", f"{a}:{b}", f"{a}^{b}^", f"{a}::{b}^{c}^", f"{a}:{b}^^{c}", f"{a}:^{b}^", f":{b}^{c}^", f"{a}:{b}^^",
        f"{a}^{b}:{c}", f"{a}^{b}^:{c}", f"{a};{b}^{c}^", f"{a}:{b}\u02c6{c}\u02c6", f"{a}:{b}*{c}*", f"{a}:{b}~{c}~", f"{a}:{b}%5E{c}%5E",
        f"{a}:{b}#{c}^",
        f"{a}:{b}^{c}|{d}", f"{a} : {b} ^ {c} ^", f"{a}:{b} ^{c}^", f"{a}.{b}^{c}^", f"{a}/{b}^{c}^", f"{a}-{b}^{c}^",
        f"{a}:{b}-{c}^{d}^x:y",
    ])


def clock(chance):
    return f"{chance.randint(0, 23)}:{chance.randint(0, 59):02}"


FORMULAS = [
    "$x_{a:b}^{2}^{n}$", "\\frac{a:b}{c^2}", "f:X^2 -> Y^2", "f: x \\mapsto x^2", "E = mc^2^", "10^3^ items", "H~2~O and x^2^",
    "\\sum_{i:1}^{n} i^2",
    "^(\\w+):(\\w+)\\^(\\d+)\\^$", "[a-z]:[0-9]^2", "(?:a|b)^c^", "s:^foo^:bar:g", "^[^:]+:[^^]+$", "HEAD^^", "main:src^2",
    "git show HEAD^2:file", "0x1F^0x2A",
    "fe80::1ff:fe23:4567:890a%eth0", "2001:db8::1", "[2001:db8:85a3::8a2e:370:7334]:443", "00:1A:2B:3C:4D:5E",
    "C:\\Users\\example\\file^1.txt", "D:\\data^old^",
    "\\\\server\\share$", "https://example.com:8443/a^b^c", "urn:isbn:0451450523", "sip:jane@example.com:5060",
    "postgres://example:pw@db.example.com:5432/x",
    "a ^ b ^ c", "^^^ see above ^^^", "x:=y^z;", "key:value^weight", "title:report^2", "title:report^2 AND body:sum^3",
    "cn=Example,dc=example", "echo ^%PATH:a=b^%",
]


def newsletter(chance):
    return ["Example News", "", f"Today at {clock(chance)}: ten tips for your practice.", f"Reader question: {near(chance)}",
        "Unsubscribe: https://example.com/u?x=1"]


def invoice(chance):
    return ["Invoice 2026-4711", f"Client ID: {word(chance)}", f"Amount: {chance.randint(10, 999)}.00 USD", f"Reference: {near(chance)}",
        f"Tenant: {word(chance)}"]


def other_vendor(chance):
    return ["Your account at Example Labs", f"User Name: {chance.choice(['jexample', 'jane@example.com', near(chance)])}",
        f"Password: {password(chance)}", f"Service: {near(chance)}"]


def named_but_empty(chance):
    words = ["see the attachment", "TBD", "N/A", "example.service", "12345", "Jane Example", "pending", near(chance), clock(chance)]
    return ["Hello,", "", f"ServiceUser: {chance.choice(words)}",
            "User Name: svcuser", f"Password: {password(chance)}"]


def ticket(chance):
    return [f"Ticket #{chance.randint(1000, 9999)}", "Service User: Jane Example (Front desk)", f"Opened: {clock(chance)}",
        f"> error at line {clock(chance)}", f"> near '{near(chance)}'",
            "We need the ServiceUser and password from the vendor."]


def signature(chance):
    return ["Thanks", "", "--", "Jane Example | Example Clinic",
        f"Phone: +1 555 01{chance.randint(10, 99)} | Hours: {clock(chance)}-{clock(chance)}", near(chance)]


def source(chance):
    return ["def check(user):", f"    pattern = r'{chance.choice(FORMULAS)}'", f"    password: str = '{near(chance)}'",
        "    ServiceUser = None", "    if user ^ mask ^ 0x1F: return {'a': b ^ c}",
            f"    // serviceUser: {near(chance)}"]


def calendar(chance):
    return ["BEGIN:VCALENDAR", "BEGIN:VEVENT", f"DTSTART:20261116T{chance.randint(0, 23):02}1500Z", f"SUMMARY:Go-live {near(chance)}",
        "ORGANIZER:mailto:jane@example.com", "END:VEVENT", "END:VCALENDAR"]


def two_carets(chance):
    """A label and a password with carets, with no blank between them, look like the shape to who does not know the label."""
    a, b, c = word(chance), word(chance, 1, 3), word(chance)
    return ["Your account at Example Labs", "User Name:jexample", f"Password:{a}^{b}^{chance.choice([c, ''])}"]


def formulas(chance):
    return ["Lecture notes", ""] + [chance.choice(FORMULAS) for _ in range(6)] + [near(chance) for _ in range(4)]


def hl7(chance):
    a, b = word(chance), word(chance)
    return ["MSH|^~\\&|EXAMPLE|CLINIC|||20261116||ADT^A08|1|P|2.3", f"PID|1||{a}^^^CLINIC^MR||EXAMPLE^JANE^^^", f"PV1|1|O|{b}:{a}^^^",
        f"OBX|1|ST|{a}^{b}^L"]


def logs(chance):
    return [f"2026-11-16T0{chance.randint(1, 9)}:{chance.randint(10, 59)}:05Z user:{word(chance)}^ failed",
        f"at {clock(chance)}:{chance.randint(10, 59)} {near(chance)}", f"[{chance.choice(FORMULAS)}]"]


def ids_apart(chance):
    return ["Ubiquity ID: " + word(chance), "Client ID: " + word(chance), "Tenant ID: " + str(chance.randint(1, 99)), "User Name: svcuser",
        f"Password: {password(chance)}"]


def damaged_user(chance):
    a, b, c = word(chance, 5, 8), word(chance, 5, 8), chance.randint(1, 99)
    text = chance.choice([f"{a}:{b}^{c}", f"{a}:{b}^^", f"{a}:{b}", f"{a}:{b}^{c}^...", f"{a}:{b}\u2026^{c}^", f"{a}:***^{c}^",
        f"{a}:{b}&#94;{c}&#94;", f"{a}=3A{b}=5E{c}=5E",
                          f"{a}:{b}\u00b2", f"{a};{b}^{c}^", f"<ubiquity_id>:<client_id>^<tenant_id>^", f"{a}:{b[:3]}-{b[3:]}^{c}^",
                          f"{a}:{b[:3]}\ufffd{b[3:]}^{c}^", f"{a}:{b}\u0302{c}\u0302"])
    return ["Hello,", "", "ServiceUser: " + text, "User Name: svcuser", f"PM Password: {password(chance)}"]


KINDS = [newsletter, two_carets, invoice, other_vendor, named_but_empty, ticket, signature, source, calendar, formulas, hl7, logs,
    ids_apart, damaged_user]
FORMS = ["page", "paste", "mail-text", "mail-page", "alternative", "attached", "reply-quoted", "mhtml", "paste-cr"]


def make(chance, when, wanted=None):
    kind = chance.choice(KINDS)
    while True:
        lines = kind(chance)
        # A string in the very shape would be a ServiceUser as far as anyone can tell, wherever it stands.
        if kind is two_carets or not any(SHAPE.search(line) for line in lines):
            break
    form = wanted if wanted in FORMS else chance.choice(FORMS)
    if form.startswith(("paste", "page")):
        # A file of undecoded text may rightly be decoded.
        lines = [line.replace("=3A", ":").replace("=5E", "-") for line in lines]
    as_page = chance.choice(["<p>%s</p>", "<div>%s</div>"])
    if kind in (source, formulas, logs, hl7) and chance.random() < 0.5:
        shown = "<pre>" + escaped("\n".join(lines)) + "</pre>"
    else:
        shown = "\n".join(as_page % escaped(line) for line in lines)
    letter = Letter(shown, "\n".join(lines) + "\n")
    ending, data, _ = arrivals.ARRIVALS[form].build(chance,
        Post(letter, letter, when, when - timedelta(days=40), chance.choice(["utf-8", "windows-1252"]), chance.choice(PROGRAMS)))
    return Mail(ending, data, EITHER, {}, None,
        {"form": form, "layout": "foreign", "decoration": kind.__name__, "side": None, "heads": None})
