"""The door `profile`: secrets in wrong places of the file of profiles, and in the sources of credentials."""

import json
import urllib.parse

SECRET_KEYS = """password clientSecret client_secret token bearer apiKey api_key secret pass passphrase authorization access_token Password clientsecret
 headers""".split()


def userinfo(bed, host="api.example.com", kind="userinfo"):
    """An address with a secret in it."""
    form = bed.rng.randrange(7)
    if form < 3:
        return f"https://svc:{bed.secret(kind, without='/#?@^ %+!')}@{host}"
    if form == 3:
        return f"https://{bed.secret(kind + ' alone', without='/#?@^ %+!')}@{host}/v1"
    if form == 4:
        name = bed.pick("api_key", "access_token", "token", "sig", "client_secret")
        return f"https://{host}?{name}={bed.secret(kind + ' query', without='#& %+^')}"
    if form == 5:
        return f"https://{host}/v1#access_token={bed.secret(kind + ' fragment', without='#& %+^')}"
    encoded = bed.secret(kind + " percent-encoded", without=" ", face=lambda t: urllib.parse.quote(t, safe=""))
    return f"https://svc:{encoded}@{host}:{bed.pick('443', '', 'x', '99999', '443/a b')}"


def scalar(bed, text):
    """A YAML value, with quotes or without, or with a quote that is lost."""
    return bed.rng.choices([
        f'"{text}"', text, f"'{text}'", f'"{text}', f"{text}'", f"'{text}", f"“{text}”", f"[{text}", f"{{{text}}}",
        f"*{text}", f"&{text} x", f"!{text}", f"|\n        {text}", f">-\n        {text}", f"@{text}", f"`{text}`", f"%{text}", f"{text}: x", f"- {text}", f'"{text}" x',
    ], [12, 8, 4] + [1] * 17)[0]  # fmt: skip


def secret(bed, kind, without=" "):
    return bed.secret(kind, without=without)


def damaged(bed, text):
    """The file with a mistake near a secret, and what YAML makes of it is up to YAML."""
    lines = text.split("\n")
    near = [n for n, line in enumerate(lines) if any(s.faces[0] in line for s in bed.secrets)] or [0]
    at = max(0, min(len(lines) - 1, bed.rng.choice(near) + bed.pick(-1, 0, 0, 0, 1)))
    kind, line = bed.rng.randrange(14), lines[at]
    if kind == 0:
        lines[at] = line.replace(": ", ":", 1)
    elif kind == 1:
        lines[at] = line.replace(":", "", 1)
    elif kind == 2:
        lines[at] = "\t" + line
    elif kind == 3:
        lines[at] = " " + line
    elif kind == 4:
        lines[at] = line[1:]
    elif kind == 5:
        lines.insert(at, line)
    elif kind == 6:
        lines[at] = line.replace("}", "", 1)
    elif kind == 7:
        lines[at] = line.replace('"', "", 1)
    elif kind == 8:
        lines[at] = line + bed.pick(" }", " ]", ' "', ",", " : x", " #")
    elif kind == 9:
        lines[at] = line.replace("{", "", 1)
    elif kind == 10:
        lines[at] = line.replace(",", "", 1)
    elif kind == 11:
        lines[at] = line.replace(": ", " = ", 1)
    elif kind == 12:
        lines[at] = line.replace(" ", "\u00a0", 1)
    return "\n".join(lines)


def profiles(bed):
    """A file of profiles that somebody filled with what belongs into the credentials' sources."""
    bed.kind = "profile: "

    def extra(place):
        key = bed.rng.choice(SECRET_KEYS)
        return f"{key}: {scalar(bed, secret(bed, f'unknown key in {place}'))}"

    key = bed.rng.choice(SECRET_KEYS)
    odd = [bed.odds(0.18) for _ in range(12)]
    if not any(odd):
        odd[bed.rng.randrange(12)] = True
    service = userinfo(bed) if odd[0] else "https://api.example.com"
    lines = ["defaultProfile: lab", "profiles:", "  lab:", "    environment: preview"]
    if odd[1]:
        lines.append(f"    {extra('a profile')}")
    lines.append(
        f'    athenahealth: {{ url: "{service}", credential: {scalar(bed, secret(bed, "credential in place of its name")) if odd[2] else "lab"} }}'
    )
    lines += ["    platform:", f'      url: "{userinfo(bed, "platform.example.com") if odd[3] else "https://platform.example.com"}"']
    if odd[4]:
        lines.append(f"      {extra('a service')}")
    if odd[5]:
        path = f'"/mappings/{{businessNumber}}?token={secret(bed, "path of a request", "#& %+^")}"'
        body, head = f'{{"password":"{secret(bed, "body of a request")}"', f'Authorization: "Bearer {secret(bed, "headers of a request")}"'
        lines += [
            "      requests:",
            f'        readMapping: {{ method: GET, path: {path}, state: "data.0.status", authorized: [A], unauthorized: [U] }}',
            f"        markAuthorized: {{ method: POST, path: \"/mappings\", body: '{body}', headers: {{ {head} }} }}",
        ]
    if odd[6]:
        lines.append(
            f'    network: {{ proxy: "http://svc:{secret(bed, "proxy", "/#?@^ %+!")}@proxy.example.com:3128", timeout: {bed.pick("30", "x")} }}'
        )
    if odd[7]:
        lines.append(f'    allscripts: {{ url: "https://unity.example.com/Unity/UnityService.svc", {key}: "{secret(bed, "inline in a service")}" }}')
    origin = userinfo(bed, kind="origin") if odd[8] else "https://api.example.com:443"
    lines += ["credentials:"]
    source = bed.rng.randrange(7)
    if odd[9]:
        lines.append(f"  {bed.pick('other', 'lab2')}: {scalar(bed, secret(bed, 'credential inline'))}")
    if source == 0:
        lines.append(f'  lab: {{ origin: "{origin}", clientID: x, clientSecret: "{secret(bed, "clientSecret in a credential")}" }}')
    elif source == 1:
        lines.append(f'  lab: {{ origin: "{origin}", helper: ["false", "--password={secret(bed, "argument of a helper")}"] }}')
    elif source == 2:
        lines.append(
            f'  lab: {{ origin: "{origin}", helper: "echo \'{json.dumps({"bearer": secret(bed, "helper as one text")})}\'" }}'.replace(
                '"bearer": "', "bearer: "
            ).replace("\"}'", "}'")
        )
    elif source == 3:
        lines += ["  lab:", f'    origin: "{origin}"', f"    {extra('a credential')}", "    environment: LAB"]
    elif source == 4:
        lines.append(
            f'  lab: {{ origin: "{origin}", environment: LAB, json: {json.dumps({"clientID": "x", "clientSecret": secret(bed, "JSON in a credential")})} }}'
        )
    elif source == 5:
        lines += [
            "  lab:",
            f'    origin: "{origin}"',
            "    environment: LAB",
            f"    {bed.pick('clientSecret', 'password')} {secret(bed, 'key without a colon')}",
        ]
    else:
        lines.append(f'  lab: {{ origin: "{origin}", environment: LAB }}')
    if odd[10]:
        lines.append(f"# {extra('a comment')}")
    if odd[11]:
        lines.insert(bed.rng.randrange(len(lines)), f"{bed.pick('', '  ', '    ')}{extra('a wrong place')}")
    text = "\n".join(lines) + "\n"
    return damaged(bed, text) if bed.odds(0.5) else text


def sources(bed):
    """A whole file of profiles whose credential, in a file, a variable or a helper's answer, is damaged."""
    bed.kind = "credential's source: "

    def pair():
        name = bed.pick("clientSecret", "password", "bearer", "apiKey", "secret")
        return {bed.pick("clientID", "username", "clientId", "x"): "svc", name: secret(bed, "JSON", bed.pick("", " "))}

    more = bed.rng.choice([
        pair, pair, pair, lambda: [pair()], lambda: {"headers": {"Authorization": "Bearer " + secret(bed, "headers")}},
        lambda: pair() | {"headers": {"X Y": secret(bed, "header's name with a blank")}}, lambda: {"headers": secret(bed, "in place of headers")},
        lambda: {"headers": {"X-A": secret(bed, "header with a line break") + "\n"}}, lambda: {"headers": {secret(bed, "as a header's name"): "x"}},
    ])()  # fmt: skip
    text = json.dumps(more)
    kind = bed.rng.randrange(10)
    if kind == 0:
        text = text.replace('"', "", 1)
    elif kind == 1:
        text = text[:-1]
    elif kind == 2:
        text = text.replace('"', "'")
    elif kind == 3:
        text = text.replace(": ", " ")
    elif kind == 4:
        text += text
    elif kind == 5:
        text = text + " " + secret(bed, "behind the JSON")
    elif kind == 6:
        text = text.replace("{", '{"more": 1, ', 1)
    return text


def profile(unit):
    commands = (
        ["doctor", "--offline"],
        ["doctor", "--offline", "-v"],
        ["practice", "10021", "--offline"],
        ["departments", "10021", "--offline", "-v"],
        ["cancel-reasons", "10021", "--offline"],
        ["doctor", "--offline", "--profile", "nowhere"],
    )
    whole = (
        'profiles:\n  lab:\n    athenahealth: {{ url: "https://api.example.com", credential: lab }}\n'
        'credentials:\n  lab: {{ origin: "https://api.example.com:443", {} }}\n'
    )

    origins = (
        'environment: "LAB"',
        'file: "lab.json"',
        'file: "lab.json"',
        'helper: [sh, -c, "cat lab.json; cat lab.json >&2; exit 0"]',
        'helper: [sh, -c, "cat lab.json >&2; exit 1"]',
    )

    def door(bed):
        command = list(bed.rng.choice(commands))
        if bed.odds(0.65):

            def dressed(texts):
                named = {"LAB": '{"clientID":"x","clientSecret":"y"}'}
                return {"args": [*command, "--profiles", "profiles.yaml"], "files": {"profiles.yaml": texts[0]}, "environment": named}

            return [unit(profiles, f"{bed.rng.random()}")], dressed

        # A file that others can read is refused (77), and must not be quoted then.
        origin, mode = bed.rng.choice(origins), bed.pick(0o600, 0o600, 0o644)
        if "nowhere" not in command:
            command += ["--profile", "lab"]

        def dressed(texts):
            return {
                "args": [*command, "--profiles", "profiles.yaml"],
                "files": {"profiles.yaml": whole.format(origin), "lab.json": texts[0]},
                "environment": {"LAB": texts[0]},
                "modes": {"lab.json": mode},
            }

        return [unit(sources, f"{bed.rng.random()}")], dressed

    return door
