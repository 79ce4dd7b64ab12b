"""Where in a call a secret may stand: headers, curl's options, addresses, bodies, connection strings.

A function answers what is written there. What it plants is secret by design.md D42: the value of a header or of an option that is
not known to be harmless, whatever it looks like; a user's part of an address and a query parameter that is named for a secret;
the properties of the documented bodies that hold one.
"""

import base64
import json
import urllib.parse

ATHENA, PREVIEW = "https://api.platform.athenahealth.com", "https://api.preview.platform.athenahealth.com"
PLATFORM, UNITY = "https://common-services.Birdeye.com", "https://unity.example.com/Unity/UnityService.svc"
QUERY_NAMES = """access_token api_key apikey sig code client_secret token refresh_token id_token password signature X-Amz-Signature access-token Access_Token
 apiKey auth_token""".split()
PROPERTY_NAMES = "password client_secret clientSecret access_token refresh_token apiKey api_key secret token Password PASSWORD authToken".split()
SCHEMES = """Bearer Basic Token ApiKey Negotiate NTLM SSWS Splunk Klaviyo-API-Key GenieKey PRIVATE-TOKEN bearer BEARER Bear Baerer JWT Zoho-oauthtoken
 Key api-key MAC DPoP x:y Bearer: Token:""".split()
HEADERS = """X-Api-Key api_key X-Auth-Token X-Access-Token Proxy-Authorization X-Amz-Security-Token X-CSRF-Token Ocp-Apim-Subscription-Key
 X-Vault-Token PRIVATE-TOKEN Apikey authentication X-Clinic Practice X-Session-Id Authorisation Autorization Authorizaton Authorizations
 authorization AUTHORIZATION X-Authorization Authorization: X-Apikey Token Password X-Password Api-Secret Athena-Secret X-Foo Secret""".split()


def auth_value(bed):
    """What stands behind `Authorization:`."""

    def s(part, **more):
        return bed.secret(f"authorization {part}", without=",; " + more.pop("without", ""), **more)

    kind = bed.rng.randrange(14)
    if kind < 4:
        scheme = bed.rng.choice(SCHEMES)
        return f"{scheme} {bed.secret('authorization scheme ' + scheme)}"
    if kind == 4:
        return "Basic " + s("Basic in base64", face=lambda t: base64.b64encode(f"svcuser:{t}".encode()).decode())
    if kind == 5:
        head = f'Digest username="svcuser", realm="clinic", nonce="{s("Digest nonce")}", uri="/v1/195901/ping", qop=auth, nc=00000001, '
        return head + f'cnonce="{s("Digest cnonce")}", response="{s("Digest response")}", opaque="{s("Digest opaque")}"'
    if kind == 6:
        scope = "20261120/us-east-1/execute-api/aws4_request, SignedHeaders=host;x-amz-date"
        return f"AWS4-HMAC-SHA256 Credential={s('AWS4 credential', without='/')}/{scope}, Signature={s('AWS4 signature')}"
    if kind == 7:
        head = f'OAuth realm="Example", oauth_consumer_key="{s("OAuth key")}", oauth_token="{s("OAuth token")}", '
        return head + f'oauth_signature_method="HMAC-SHA1", oauth_signature="{s("OAuth signature")}", oauth_version="1.0"'
    if kind == 8:
        return f'Hawk id="{s("Hawk id")}", ts="1353832234", nonce="{s("Hawk nonce")}", ext="some-app-data", mac="{s("Hawk mac")}"'
    if kind == 9:
        return f"Bearer Bearer {s('Bearer twice')}"
    if kind == 10:
        return f"{bed.pick('Custom', 'Bearer', 'Token')} {bed.pick('access token', 'token', 'two', 'is', '=')} {s('words before it')}"
    if kind == 11:
        return f"{bed.pick('Token token=', 'Bearer=', 'ApiKey key=', 'GoogleLogin auth=', 'Bearer token:', 'Signature keyId=')}{s('with a name before it')}"
    if kind == 12:
        return f"{bed.pick('Bearer', 'Token')} {bed.pick('<', '“', '{', '[', '(', '‹')}{s('in brackets')}{bed.pick('>', '”', '}', ']', ')', '›')}"
    return s("without a scheme")


def header(bed):
    """One header, or what somebody took for one."""
    kind, blank = bed.rng.randrange(20), bed.pick(": ", ": ", ": ", ":", ":  ", " : ", ":\t")
    if kind < 7:
        return f"{bed.pick('Authorization', 'Authorization', 'authorization', 'Proxy-Authorization')}{blank}{auth_value(bed)}"
    if kind < 11:
        name = bed.rng.choice(HEADERS)
        return f"{name}{blank}{bed.secret('header ' + name)}"
    if kind == 11:
        return f"Cookie{blank}{cookies(bed)}"
    if kind == 12:
        return f"Set-Cookie{blank}{bed.pick('SESSION', 'sid')}={bed.secret('header Set-Cookie', without=';, ')}; Path=/; HttpOnly; Secure"
    if kind == 13:
        first = bed.pick("Accept: application/json", "Content-Type: application/json", "User-Agent: clinic/1.0")
        between = bed.pick("; ", ", ", "\n", "\r\n", "\\n", "\\r\\n", " ", " -H ", "|", " & ")
        return (
            first
            + between
            + bed.pick("Authorization: Bearer ", "X-Api-Key: ", "Authorization:", "Cookie: sid=", "token: ")
            + bed.secret("two headers in one", without=";, ")
        )
    if kind == 14:
        return f"Authorization:{bed.pick(chr(10) + ' ', chr(13) + chr(10) + chr(9), chr(10))}Bearer {bed.secret('header folded', without=' ')}"
    if kind == 15:
        return bed.pick(
            "Authorization Bearer ", "Authorization=Bearer ", "Authorization; Bearer ", "Bearer ", "X-Api-Key=", "X-Api-Key ", "Token "
        ) + bed.secret("header without a colon", without=" ")
    if kind == 16:
        name = bed.pick("Referer", "Location", "X-Forwarded-Uri", "X-Callback")
        return f"{name}: https://example.com/callback?{bed.rng.choice(QUERY_NAMES)}={bed.secret('address in a header', without=' #%&+')}"
    if kind == 17:
        return f"X-{bed.pick('Db', 'Upstream', 'Broker')}: {connection(bed)}"
    if kind == 18:
        return f'"{bed.pick("Authorization", "X-Api-Key")}": "{bed.secret("header written as JSON")}"'
    name = bed.pick("; ", ";", " ") + bed.pick("token", "access_token", "apikey", "password")
    return f"Content-Type: application/json{name}={bed.secret('parameter of a harmless header', without=' ;,')}"


def cookies(bed):
    pairs = [
        f"{bed.pick('SESSION', 'XSRF-TOKEN', 'sid', 'a', '_ga', 'JSESSIONID')}={bed.secret('cookie', without=';, ')}"
        for _ in range(bed.rng.randint(1, 3))
    ]
    return bed.pick("; ", "; ", ";", ", ").join(pairs)


def connection(bed):
    def s(kind, without=""):
        return bed.secret("connection string " + kind, without=without + " ")

    odd = "/#%?^+@:"
    return bed.rng.choice([
        lambda: f"jdbc:postgresql://db.example.com:5432/clinic?user=svc&password={s('jdbc', '&#%+')}",
        lambda: f"jdbc:sqlserver://db.example.com:1433;databaseName=clinic;user=svc;password={s('jdbc', ';')};encrypt=true",
        lambda: f"jdbc:oracle:thin:svc/{s('oracle', '/')}@db.example.com:1521:CLINIC",
        lambda: f"Server=db.example.com;Database=clinic;Uid=svc;Pwd={s('odbc', ';')};",
        lambda: f"Driver={{SQL Server}};Server=db.example.com;User Id=svc;Password={s('odbc', ';')}",
        lambda: f"mongodb://svc:{s('mongodb', odd)}@node-1.example.com:27017,node-2.example.com:27017/clinic",
        lambda: f"mongodb+srv://svc:{s('mongodb', odd)}@cluster.example.com/",
        lambda: f"redis://:{s('redis', odd)}@cache.example.com:6379/0",
        lambda: f"amqp://svc:{s('amqp', odd)}@broker.example.com:5672/%2Fclinic",
        lambda: f"postgres://svc:{s('postgres', odd)}@db.example.com/clinic",
        lambda: f"DefaultEndpointsProtocol=https;AccountName=clinic;AccountKey={s('azure', ';')};EndpointSuffix=core.example.com",
    ])()  # fmt: skip


def address(bed, *, planted=None, wrong=False):
    """An address of a documented call; with a secret in it where `planted`, with a mistake where `wrong`."""
    base, path = bed.pick(
        (ATHENA, "/v1/195901/departments"), (ATHENA, "/v1/195901/ping"), (PREVIEW, "/v1/1/practiceinfo"), (ATHENA, "/oauth2/v1/token"),
        (PLATFORM, "/integration/businessintegrationgroup/169990000000101"), (PLATFORM, "/integration/add/businessintegrationmapping"),
        (UNITY, "/json/MagicJson"), ("https://api.example.com", "/v2/things"),
    )  # fmt: skip
    scheme, host = base.split("://")
    if wrong:
        trouble = bed.rng.randrange(6)
        if trouble < 2:
            at = bed.rng.randrange(4, len(path) - 1)
            path = path[:at] + path[at + 1 :]
        elif trouble == 2:
            host = host.replace("platform", "platfrom").replace("common", "comon")
        elif trouble == 3:
            scheme = bed.pick("http", "htps", "https:", "")
        elif trouble == 4:
            path = "/" + path
        else:
            path += bed.pick("/", "?limit=5000&limit=1", "?showaldepartments=true", "?limit=many", "?")
    user, tail = "", ""
    kind = bed.rng.randrange(9) if planted else None
    if kind in (0, 1):
        user = f"{bed.pick('svc', 'svc', '', 'svc%40example.com')}:{bed.secret('userinfo', without='/#?@^ %+')}@"
    elif kind == 2:
        user = bed.secret("userinfo, percent-encoded", without=" ", face=lambda t: "svc:" + urllib.parse.quote(t, safe="")) + "@"
    elif kind == 3:
        user = bed.secret("userinfo alone", without="/#?@^ %+") + "@"
    elif kind is not None and kind < 7:
        plain = (
            bed.secret("query", without="#& %+^")
            if bed.odds(0.6)
            else bed.secret("query, percent-encoded", without=" ", face=lambda t: urllib.parse.quote(t, safe=""))
        )
        pair = f"{bed.rng.choice(QUERY_NAMES)}={plain}"
        pairs = bed.pick([pair], ["limit=5000", pair], [pair, "limit=5000"], ["limit=5000", pair, "offset=0"])
        tail = ("&" if "?" in path else "?") + bed.pick("&", "&", "&", "&amp;").join(pairs)
    elif kind == 7:
        tail = f"#{bed.pick('access_token', 'id_token', 'token', 'state=1&access_token')}={bed.secret('fragment', without='#& %+^')}"
    elif kind == 8:
        tail = f";{bed.pick('jsessionid', 'token', 'sig')}={bed.secret('parameter of a path', without='#&? /%+^;')}"
    return (f"{scheme}://" if scheme else "") + user + host + path + tail


def body_value(bed):
    """A JSON body as a value, and what `damaged` may do to it is decided there."""

    def s(kind):
        return bed.secret("body " + kind)

    kind = bed.rng.randrange(9)
    if kind < 3:
        name = bed.pick("PM_Password", "PM_Password", "pm_password", "PM_PASSWORD", "Pm_Password", "PM Password")
        properties = [{"propertyKey": "pms_user_name", "propertyValue": "svcuser", "isSecure": False}]
        row = {"propertyKey": name, "propertyValue": s("property " + name), "isSecure": True}
        if kind == 1:
            row = dict(sorted(row.items(), reverse=True))
        if kind == 2 and bed.odds(0.3):
            row = {k.upper() if bed.odds(0.5) else k.lower(): v for k, v in row.items()}
        properties.insert(bed.rng.randint(0, 1), row)
        return {
            "parentBusinessNumber": 169990000000201,
            "integrationGroupProperties": properties,
            "integrationSourceId": 32,
            "integrationGroupTriggers": [{"triggerId": 56, "triggerTypeId": 1}],
        }
    if kind == 3:
        return {bed.pick("Username", "username"): "svcuser", bed.pick("Password", "Password", "password", "PASSWORD"): s("GetToken")}
    if kind in (4, 5):
        token, password = s("Unity token"), s("Unity password")
        return {
            "Action": "GetUserAuthentication",
            "Appname": "Example.App",
            "AppUserID": "svcuser",
            "PatientID": "",
            "Token": token,
            "Parameter1": password,
            "Parameter2": "",
            "Data": "",
        }
    inner = {bed.rng.choice(PROPERTY_NAMES): s("secret property")}
    if kind == 6:
        return {"grant": "client_credentials", **inner, "active": True}
    if kind == 7:
        return {"Data": json.dumps({"user": "svcuser", **inner}), "businessNumber": 169990000000101}
    return {"connection": {"url": connection(bed), **inner}, "businessNumber": 169990000000101}


def damaged(bed, text):
    """The JSON text with a mistake in it, as tired people and chat programs make them."""
    kind = bed.rng.randrange(15)
    marks = [i for i, c in enumerate(text) if c in '"{}[],:']
    if kind < 4:
        at = bed.rng.choice(marks)
        return text[:at] + text[at + 1 :]
    if kind == 4:
        at = bed.rng.choice(marks)
        return text[:at] + text[at] + text[at:]
    if kind == 5:
        return text.replace('"', bed.pick("'", "”", "“", "&quot;", '\\"', "`", "''"))
    if kind == 6:
        ends = [i for i, c in enumerate(text) if c in '"}']
        return text[: bed.rng.choice(ends[len(ends) // 2 :])]
    if kind == 7:
        return text.replace("}", ",}", 1).replace("]", ",]", 1)
    if kind == 8:
        return text.replace('":"', bed.pick('"="', '" "', '": ', '"="', '":', '" : "'))
    if kind == 9:
        return text.replace(",", ",\n  ").replace("{", "{\n  ")
    if kind == 10:
        return text.replace(":true", ":True").replace('"', "“", 1)
    if kind == 11:
        return text + bed.pick("The group now has it.", "}", "]", '"', "'", " // checked", ", thanks")
    if kind == 12:
        return text.replace(bed.pick('{"', ',"'), bed.pick("{", "{'", '{ "", "'), 1)
    if kind == 13:
        return text.replace(",", bed.pick(" ", ";", ",,"))
    return text.replace('"', "“", 2).replace('"', "”", 1)
