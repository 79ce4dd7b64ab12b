"""The same calls as other programs write them, and bodies alone."""

import json

from lines import around, quoted
from places import PROPERTY_NAMES, QUERY_NAMES, address, auth_value, body_value, cookies, damaged, header


def httpie(bed):
    bed.kind = "HTTPie: "
    items = []
    for _ in range(bed.rng.randint(1, 3)):
        items.append(bed.rng.choice([
            lambda: quoted(bed, f"Authorization:{auth_value(bed)}"),
            lambda: "Authorization:" + quoted(bed, auth_value(bed)),
            lambda: quoted(bed, f"{bed.pick('X-API-Key', 'api_key', 'X-Auth-Token')}:{bed.secret('header', without=' ')}"),
            lambda: quoted(bed, f"Cookie:{cookies(bed)}"),
            lambda: f"{bed.rng.choice(PROPERTY_NAMES)}={quoted(bed, bed.secret('property'))}",
            lambda: f"{bed.rng.choice(PROPERTY_NAMES)}:={quoted(bed, json.dumps(bed.secret('raw property')), 'single')}",
            lambda: f"{bed.rng.choice(QUERY_NAMES)}=={quoted(bed, bed.secret('query', without=' '))}",
            lambda: f"{bed.pick('-a ', '--auth ', '--auth=', '-a')}{quoted(bed, 'name:' + bed.secret('-a', without=' '))}",
            lambda: f"--auth-type=bearer --auth {quoted(bed, bed.secret('--auth', without=' '))}",
            lambda: f"--proxy=https:http://name:{bed.secret('--proxy', without='/#?@^ %+')}@proxy.example.com:3128",
        ])())  # fmt: skip
    url = quoted(bed, address(bed, planted=bed.odds(0.2), wrong=bed.odds(0.5)), bed.pick("single", "bare"))
    return f"{bed.pick('http', 'https', 'xh')} {bed.pick('POST ', 'GET ', 'PUT ', '--form POST ', '')}{url} {' '.join(items)}"


def wget(bed):
    bed.kind = "wget: "
    items = []
    for _ in range(bed.rng.randint(1, 2)):
        items.append(bed.rng.choice([
            lambda: f"--header={quoted(bed, header(bed))}", lambda: f"--header {quoted(bed, header(bed))}",
            lambda: f"{bed.pick('--password=', '--http-password=', '--proxy-password=', '--http-passwd=', '--ftp-password ', '--pass=')}{quoted(bed, bed.secret('password'))}",
            lambda: f"--post-data={quoted(bed, 'grant_type=client_credentials&client_secret=' + bed.secret('--post-data', without='&%+# ;'))}",
            lambda: f"--body-data={quoted(bed, json.dumps(body_value(bed)), 'single')}",
            lambda: f"-e https_proxy=http://name:{bed.secret('-e https_proxy', without='/#?@^ %+')}@proxy.example.com:3128",
        ])())  # fmt: skip
    return f"wget {' '.join(items)} -qO- {quoted(bed, address(bed, planted=bed.odds(0.3), wrong=bed.odds(0.5)), bed.pick('single', 'double'))}"


def powershell(bed):
    bed.kind = "PowerShell: "
    mark = bed.pick('"', "'")
    url = address(bed, planted=bed.odds(0.3), wrong=bed.odds(0.4))
    verb = bed.pick("Invoke-RestMethod", "Invoke-WebRequest", "irm", "iwr", "invoke-restmethod")
    name = bed.pick("Authorization", "'X-Api-Key'", '"Authorization"', "'Proxy-Authorization'")
    table = f"@{{ {name} = {mark}{auth_value(bed)}{mark}{bed.pick('', '; Accept = ' + mark + 'application/json' + mark)} }}".replace('""', '"')
    form = bed.rng.randrange(7)
    if form == 0:
        return f"$headers = {table}\n{verb} -Uri {mark}{url}{mark} -Method Post -Headers $headers"
    if form == 1:
        return f"{verb} -Uri {mark}{url}{mark} -Headers {table} -Body '{json.dumps(body_value(bed))}'"
    if form == 2:
        head = "$headers = New-Object 'System.Collections.Generic.Dictionary[[String],[String]]'\n"
        return head + f"$headers.Add({mark}Authorization{mark}, {mark}{auth_value(bed)}{mark})\n{verb} {mark}{url}{mark} -Headers $headers"
    if form == 3:
        head = f"$p = ConvertTo-SecureString {mark}{bed.secret('ConvertTo-SecureString')}{mark} -AsPlainText -Force\n"
        return head + f"{verb} -Uri {mark}{url}{mark} -Credential $p -Headers {table}"
    if form == 4:
        return f"{verb} {mark}{url}{mark} -Method POST `\n  -Headers {table} `\n  -ContentType {mark}application/json{mark}"
    if form == 5:
        words = ", ".join(mark + w + mark for w in ("SESSION", bed.secret("cookie of a session"), "/", "api.example.com"))
        head = (
            f"$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n$session.Cookies.Add((New-Object System.Net.Cookie({words})))\n"
        )
        return head + f"{verb} -Uri {mark}{url}{mark} -WebSession $session"
    return f"curl.exe -H {mark}{header(bed)}{mark} `\n  {mark}{url}{mark}"


def cmd(bed):
    bed.kind = "cmd: "

    def caret(text):
        return '^"' + "".join("^" + c if c in "&|<>^%!{}[]" else '^\\^"' if c == '"' else c for c in text.replace("\n", " ")) + '^"'

    words = [caret(address(bed, planted=bed.odds(0.3), wrong=bed.odds(0.4)))]
    words += [f"-H {caret(header(bed))}" for _ in range(bed.rng.randint(1, 2))]
    words.append(f"-b {caret(cookies(bed))}" if bed.odds(0.5) else f"--data-raw {caret(json.dumps(body_value(bed), separators=(',', ':')))}")
    return "curl " + " ^\n  ".join(words)


def raw(bed):
    bed.kind = "raw: "
    url = address(bed, planted=bed.odds(0.3), wrong=bed.odds(0.4))
    rest = url.split("://")[-1]
    host, _, path = rest.rpartition("@")[2].partition("/")
    user = rest.rpartition("@")[0]
    first = f"{bed.pick('POST', 'GET', 'PUT', 'post')} {url if user or bed.odds(0.2) else '/' + path} {bed.pick('HTTP/1.1', 'HTTP/2', 'HTTP', '')}"
    heads = [f"Host: {host}", *(header(bed) for _ in range(bed.rng.randint(1, 3)))]
    bed.rng.shuffle(heads)
    mark = bed.pick("", "", "", "> ", ":")
    return "\n".join(mark + line for line in (first, *heads)) + (
        f"\n\n{damaged(bed, json.dumps(body_value(bed))) if bed.odds(0.4) else json.dumps(body_value(bed))}" if bed.odds(0.5) else ""
    )


def har(bed):
    bed.kind = "HAR: "

    def pair(name, value):
        return {"name": name, "value": value} if bed.odds(0.8) else {"value": value, "name": name}

    entry = {"request": {
        "method": "POST", "url": address(bed, planted=bed.odds(0.4), wrong=bed.odds(0.4)), "httpVersion": "HTTP/1.1",
        "headers": [pair("Accept", "application/json"), pair(bed.pick("Authorization", "authorization", "X-Api-Key"), auth_value(bed))],
        "cookies": [pair("SESSION", bed.secret("cookie"))], "queryString": [pair(bed.rng.choice(QUERY_NAMES), bed.secret("queryString"))],
        "postData": {"mimeType": "application/json", "text": json.dumps(body_value(bed))},
    }}  # fmt: skip
    text = json.dumps(bed.pick(entry, entry["request"], {"log": {"entries": [entry]}}), indent=bed.pick(None, None, 2))
    return damaged(bed, text) if bed.odds(0.3) else text


def fetch(bed):
    bed.kind = "fetch: "
    heads = {"accept": "application/json", bed.pick("authorization", "x-api-key", "cookie"): auth_value(bed)}
    return f'fetch("{address(bed, planted=bed.odds(0.2), wrong=bed.odds(0.4))}", {json.dumps({"headers": heads, "body": json.dumps(body_value(bed)), "method": "POST"}, indent=2)});'


def bare_body(bed):
    bed.kind = "body alone: "
    text = json.dumps(body_value(bed), indent=bed.pick(None, None, 2))
    return damaged(bed, text) if bed.odds(0.7) else text


PROGRAMS = [(httpie, 4), (wget, 3), (powershell, 4), (cmd, 3), (raw, 4), (har, 3), (fetch, 1), (bare_body, 4)]


def other(bed):
    text = bed.rng.choices([p for p, _ in PROGRAMS], [w for _, w in PROGRAMS])[0](bed)
    return around(bed, text) if bed.odds(0.3) else text
