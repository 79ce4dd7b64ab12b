"""The door `request --check`: calls of every program, with secrets in them and mistakes beside these."""

import json

from places import QUERY_NAMES, address, auth_value, body_value, connection, cookies, damaged, header

# Options whose value is, or may hold, a secret. A name with a blank is written as it stands before the secret.
PLAIN = """--oauth2-bearer --pass --proxy-pass --tlspassword --proxy-tlspassword --tlsuser --aws-sigv4 --login-options --mail-auth --sasl-authzid
 --hostpubmd5 --hostpubsha256 --ftp-account --proxy-tlsuser --service-name""".split()
UNKNOWN = """--token --secret --password --passwd --key-passwd --key-password --keypass --bearer --api-key --apikey --auth --client-secret
 --authorization --proxy-password --cert-pass --passphrase --cookies --oauth-bearer --oauth2-baerer --usr --proxyuser --foo""".split()


def quoted(bed, text, style=None):
    """A word as a shell wants it, or nearly."""
    style = style or bed.rng.choices("single double bare ansi smart double-single low".split(), [12, 8, 4, 1, 1.5, 0.5, 0.5])[0]
    if style == "single":
        return "'" + text.replace("'", "'\\''") + "'"
    if style == "double":
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$") + '"'
    if style == "ansi":
        return "$'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"
    if style == "smart":
        return bed.pick("‘%s’", "“%s”", "’%s’", "”%s“") % text
    if style == "double-single":
        return f"\"'{text}'\""
    if style == "low":
        return f"„{text}“"
    return "".join(c if c.isalnum() or c in "_./:=@,+-%^~\r\n" or ord(c) > 126 else "\\" + c for c in text)


def joined(bed, option, value, style=None):
    """An option and its value, in the ways in which the two are written."""
    word = quoted(bed, value, style)
    if option.startswith("--"):
        return option + bed.pick(" ", " ", " ", "=", "  ", "= ") + word
    return option + bed.pick(" ", " ", " ", "", "=") + word


def option(bed):
    """An option of curl with a secret in its value."""
    kind = bed.rng.randrange(18)
    name, colon = bed.pick("name", "svc@example.com", "DOMAIN\\name", "name", ""), bed.pick(":", ":", ":", ";")
    if kind < 5:
        return joined(bed, bed.pick("-H", "-H", "--header", "--header", "--proxy-header", "-sH"), header(bed))
    if kind < 7:
        flag = bed.pick("-u", "--user", "-U", "--proxy-user", "-sSu", "--usr", "-su")
        secret = bed.secret(f"option {flag}", without=" ")
        return joined(bed, flag, bed.pick(f"{name}{colon}{secret}", f"{name}:{secret}", f"{secret}:", secret))
    if kind == 7:
        flag = bed.rng.choice(PLAIN)
        return joined(bed, flag, bed.secret(f"option {flag}"))
    if kind == 8:
        flag = bed.pick("-E", "--cert", "--proxy-cert", "-sE")
        return joined(bed, flag, f"{bed.pick('client.pem', './client.p12', 'client')}:{bed.secret('option ' + flag, without=' ')}")
    if kind == 9:
        flag = bed.pick("-b", "--cookie", "-sb")
        return joined(bed, flag, bed.pick(cookies, cookies, lambda b: b.secret("option " + flag + " bare", without=" "))(bed))
    if kind == 10:
        flag = bed.pick("-x", "--proxy", "--preproxy", "--socks5", "--socks5-hostname", "--proxy1.0", "--doh-url")
        scheme = bed.pick("http://", "socks5h://", "", "https://")
        return joined(bed, flag, f"{scheme}clinic:{bed.secret('option ' + flag, without='/#?@^ %+')}@proxy.example.com:3128")
    if kind == 11:
        flag = bed.pick("-F", "--form", "--form-string", "--data-urlencode", "-d", "--data", "--data-raw", "--url-query")
        return joined(bed, flag, f"{bed.rng.choice(QUERY_NAMES)}={bed.secret('option ' + flag, without=' ;&%+#')}")
    if kind in (12, 13):
        flag = bed.rng.choice(UNKNOWN)
        return joined(bed, flag, bed.pick("", "", "Bearer ", "name:") + bed.secret("option that curl does not know", without=" "))
    if kind == 14:
        flag, before = bed.pick(
            ("-u", "name:"),
            ("-sSu", "name:"),
            ("-U", "name:"),
            ("-H", "X-Api-Key:"),
            ("-b", "sid="),
            ("-x", "http://name:"),
            ("-E", "client.pem:"),
            ("-F", "password="),
            ("-u", ""),
            ("-kLsu", "name:"),
        )
        after = "@proxy.example.com:3128" if flag == "-x" else ""
        return flag + quoted(bed, before + bed.secret(f"glued {flag}", without=" /#?@^%+" if after else " ") + after)
    if kind == 15:
        return joined(
            bed,
            bed.pick("-e", "--referer"),
            f"https://example.com/cb?{bed.rng.choice(QUERY_NAMES)}={bed.secret('option --referer', without='#& %+^')}",
        )
    if kind == 16:
        return joined(bed, bed.pick("--url", "--proxy-url"), address(bed, planted=True))
    flag = bed.pick("—header", "–header", "–H", "-header", "---header", "--heades", "--Header", "–u", "—user", "-user", "−H", "--headers", "-h")
    return flag + " " + quoted(bed, header(bed) if "u" not in flag else f"name:{bed.secret('option with a wrong dash or name', without=' ')}")


def body(bed):
    """An option with a body, whole or damaged."""
    flag = bed.pick("-d", "--data", "--data-raw", "--data-binary", "--json", "-sd")
    if bed.odds(0.25):
        name = bed.pick("client_secret", "client_secret", "password", "refresh_token", "client_assertion", "access_token")
        pairs = ["grant_type=client_credentials", f"{name}={bed.secret('form body', without='&%+# ;')}"]
        bed.rng.shuffle(pairs)
        return joined(bed, flag, bed.pick("&", "&", "&amp;", "&\n", "; ").join(pairs))
    text = json.dumps(body_value(bed), separators=bed.pick((",", ":"), (", ", ": ")))
    if bed.odds(0.6):
        text = damaged(bed, text)
    return joined(bed, flag, text, bed.pick("single", "single", "double", "smart", "ansi"))


HARMLESS = [
    "-H 'Accept: application/json'",
    "-X POST",
    "-sS",
    "--compressed",
    "-L",
    "-H 'Content-Type: application/json'",
    "-X PUT",
    "-k",
    "--max-time 30",
]
MISTAKES = [
    "--reqest POST",
    "-X",
    "-XPSOT",
    "-H 'Accept application/json'",
    "-H Content-Type: application/json",
    "--max-tme 30",
    "-H ''",
    "-H",
    "'",
    '"',
    "-d '{'",
    "--data",
    "-H 'Content-Type: text/plain'",
    "-Z 1",
    "\\ ",
    "’",
]


def curl(bed):
    """A curl line: a secret or two, what is harmless, and mistakes on either side."""
    words = [option(bed) if bed.odds(0.72) else body(bed) for _ in range(bed.pick(1, 1, 1, 2, 2, 3))]
    words += bed.rng.sample(HARMLESS, bed.rng.randint(0, 2))
    words += bed.rng.sample(MISTAKES, bed.pick(0, 0, 1, 1, 2))
    bed.rng.shuffle(words)
    if not bed.odds(0.04):
        url = quoted(bed, address(bed, planted=bed.odds(0.3), wrong=bed.odds(0.5)), bed.pick("single", "double", "bare", None))
        words.insert(bed.pick(0, len(words), bed.rng.randint(0, len(words))), url)
    trouble = bed.rng.randrange(24)
    if trouble < 3:  # a quote is lost, at any end of a word
        at = bed.rng.randrange(len(words))
        words[at] = words[at][:-1] if bed.odds(0.5) and words[at][-1:] in "'\"’”" else words[at].replace(bed.pick("'", '"'), "", 1)
    elif trouble == 3:  # a blank is lost
        at = bed.rng.randrange(len(words))
        words[at : at + 2] = ["".join(words[at : at + 2])]
    elif trouble == 4:
        words = [w.replace(" ", "\u00a0") for w in words]
    elif trouble == 5:
        words.append(bed.pick("| jq .", "> out.json", "&& echo done", "; echo $?", "2>&1", "# with the new token", "\\"))
    between = bed.pick(" ", " ", " ", " \\\n  ", " \\\n", " \\ \n  ", "\n  ", " `\n  ", "\u00a0")
    program = bed.rng.choices(
        ["curl ", "curl", "curl.exe ", "$ curl ", "/usr/bin/curl ", "Curl ", "sudo curl ", "> curl ", "time curl "], [30, 2, 2, 2, 1, 1, 1, 1, 1]
    )[0]
    text = program + between.join(words)
    if bed.odds(0.06):  # as cmd writes it
        text = "".join("^" + c if c in '&|<>^"%' else c for c in text.replace(" \\\n", " ^\n").replace("'", '"'))
    return around(bed, text)


def around(bed, text):
    """Text in front of the call and behind it; with secrets too, where their names say so."""
    kind = bed.rng.randrange(24)
    if kind == 0:
        return (
            bed.pick("Please run ", "1. ", "It says: ", "- ", "`", "{code}")
            + text
            + bed.pick("", "`", " and tell me", "The group now has this trigger only.", ".", "{code}")
        )
    if kind == 1:
        return f"```{bed.pick('', 'sh', 'bash')}\n{text}\n```"
    if kind == 2:
        name = bed.pick("TOKEN", "API_KEY", "CLIENT_SECRET", "PM_PASSWORD", "ATHENA_TOKEN", "DB_PASSWORD")
        value = quoted(bed, bed.secret("variable before the call", without=" "), bed.pick("single", "double", "bare"))
        return f"{bed.pick('', 'export ', 'set ', '$env:', 'setx ')}{name}={value}{bed.pick(' ', chr(10), '; ', ' && ')}{text}"
    if kind == 3:
        return f"{bed.pick('Authorization', 'X-Api-Key', 'Cookie', 'Proxy-Authorization')}: {auth_value(bed)}\n{text}"
    if kind == 4:
        label = bed.pick("Password", "PM Password", "Token", "API key", "Client secret", "password") + bed.pick(": ", " = ", ":", "=")
        return f"{text}\n{label}{bed.secret('label behind the call', without=' ')}"
    if kind == 5:
        label = bed.pick("Password", "PM Password", "Token", "access_token", "Client secret") + bed.pick(": ", " = ", ":", "=")
        return f"{label}{bed.secret('label before the call', without=' ')}\n{text}"
    if kind == 6:
        return "\n".join(bed.rng.sample([connection(bed), text], 2))
    if kind == 7:
        answer = json.dumps({bed.pick("access_token", "token", "refresh_token"): bed.secret("answer behind the call"), "expires_in": "3600"})
        return f"{text}\n{answer}"
    if kind == 8:
        cookie, token = bed.secret("answer's header behind the call", without=";, "), bed.secret("curl -v behind the call", without=" ")
        return f"{text}\n< HTTP/1.1 401 Unauthorized\n< Set-Cookie: SESSION={cookie}; Path=/\n> Authorization: Bearer {token}"
    return text
