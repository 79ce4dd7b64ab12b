"""Kind 5: names apart from values: rows, columns, and lists of name and value. See generate.py."""

from documents import World, name, identifier
from variant import per_line, whole


def table(rng, numbers=True):
    documents = World(rng, flat=True, numbers=numbers).documents()
    names = list(dict.fromkeys(k for d in documents for k in d.body))
    if rng.random() < 0.5:
        rng.shuffle(names)
    return documents, names, [[d.body.get(n) for n in names] for d in documents]


def typed(names):
    return [{"name": n, "type": "keyword"} for n in names]


def sql_rows(rng):
    documents, names, rows = table(rng)
    return whole(rng, {"columns": typed(names), "rows": rows}, documents)


def columnar(rng):
    while True:
        documents, names, rows = table(rng)
        if len(names) != len(rows):
            break  # square: rows or columns, nobody can tell
    columns = [list(c) for c in zip(*rows)]
    if rng.random() < 0.5:
        return whole(rng, {"columns": typed(names), "values": columns}, documents)
    return whole(rng, {"took": 3, "is_partial": False, "columns": typed(names), "values": columns}, documents)


def ppl(rng):
    documents, names, rows = table(rng)
    return whole(
        rng,
        (
            {"schema": typed(names), "datarows": rows, "total": len(rows), "size": len(rows), "status": 200}
            if rng.random() < 0.7
            else {"schema": typed(names), "datarows": rows}
        ),
        documents,
    )


def esql(rng):
    documents, names, rows = table(rng)
    return whole(rng, {"took": 3, "is_partial": False, "columns": typed(names), "values": rows}, documents)


def fields_rows(rng):
    documents, names, rows = table(rng)
    fields = rng.choice([names, typed(names)])
    outer, inner = rng.choice([("fields", "rows"), ("header", "rows"), ("columns", "data"), ("fields", "values"), (name(rng), name(rng) + "s")])
    return whole(rng, {outer: fields, inner: rows}, documents, note=f"{outer}, {inner}")


def split(rng):
    documents, names, rows = table(rng)
    return whole(rng, {"columns": names, "index": list(range(len(rows))), "data": rows}, documents)


def by_column(rng):
    documents, names, rows = table(rng)
    return whole(rng, {n: {str(i): rows[i][at] for i in range(len(rows))} for at, n in enumerate(names)}, documents)


def first_row(rng):
    documents, names, rows = table(rng)
    if rng.random() < 0.6:
        return whole(rng, [names] + rows, documents)
    return per_line(rng, [names] + rows, documents)


def azure(rng):
    documents, names, rows = table(rng)
    return whole(rng, {"tables": [{"name": "PrimaryResult", "columns": typed(names), "rows": rows}]}, documents)


def bigquery(rng):
    documents, names, rows = table(rng)
    cell = lambda v: {"v": None if v is None else str(v)}
    return whole(
        rng,
        {
            "kind": "bigquery#queryResponse",
            "schema": {"fields": typed(names)},
            "totalRows": str(len(rows)),
            "rows": [{"f": [cell(v) for v in row]} for row in rows],
            "jobComplete": True,
        },
        documents,
    )


def athena(rng):
    documents, names, rows = table(rng)
    cell = lambda v: {} if v is None else {"VarCharValue": str(v)}
    return whole(
        rng,
        {
            "UpdateCount": 0,
            "ResultSet": {
                "Rows": [{"Data": [cell(v) for v in row]} for row in [names] + rows],
                "ResultSetMetadata": {"ColumnInfo": [{"Name": n, "Type": "varchar"} for n in names]},
            },
        },
        documents,
    )


def influx(rng):
    documents, names, rows = table(rng)
    return whole(rng, {"results": [{"statement_id": 0, "series": [{"name": "contacts", "columns": names, "values": rows}]}]}, documents)


def pairs(rng):
    """A row is a list of names and values."""
    documents, names, rows = table(rng)
    key, value = rng.choice([("field", "value"), ("name", "value"), ("key", "value"), ("Name", "Value"), ("k", "v")])
    typed_value = key == "key" and rng.random() < 0.6

    def cell(v):
        if not typed_value:
            return v if rng.random() < 0.5 or isinstance(v, bool) else str(v)
        if isinstance(v, bool):
            return {"boolValue": v}
        return {"intValue": str(v)} if isinstance(v, int) else {"stringValue": v}

    lists = [[{key: n, value: cell(v)} for n, v in zip(names, row) if v is not None] for row in rows]
    for one in lists:
        if rng.random() < 0.3:
            rng.shuffle(one)
    around = rng.choice(["list", "lines", "results", "attributes", "attributes lines"])
    member = rng.choice(["attributes", "fields", "properties", name(rng)])
    note = f"{key}/{value}{' typed' if typed_value else ''}, {around}"
    if around == "list":
        return whole(rng, lists, documents, note=note)
    if around == "lines":
        return per_line(rng, lists, documents, note=note)
    if around == "results":
        return whole(rng, {rng.choice(["results", "rows", name(rng)]): lists}, documents, note=note)
    objects = [{"id": identifier(rng), member: one} for one in lists]
    return whole(rng, {name(rng): objects}, documents, note=note) if around == "attributes" else per_line(rng, objects, documents, note=note)


def rows_per_line(rng):
    documents, names, rows = table(rng)
    make = rng.choice(
        [
            lambda r: {"columns": typed(names), "rows": r},
            lambda r: {"columns": typed(names), "values": r},
            lambda r: {"schema": typed(names), "datarows": r},
        ]
    )
    size = rng.choice([1, 2, 5])
    return per_line(rng, [make(rows[i : i + size]) for i in range(0, len(rows), size)], documents)


FORMS = dict(
    sql_rows=sql_rows,
    columnar=columnar,
    ppl=ppl,
    esql=esql,
    fields_rows=fields_rows,
    split=split,
    by_column=by_column,
    first_row=first_row,
    azure=azure,
    bigquery=bigquery,
    athena=athena,
    influx=influx,
    pairs=pairs,
    rows_per_line=rows_per_line,
)
