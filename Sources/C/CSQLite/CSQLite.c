#include "CSQLite.h"

#include "CLazyLibrary.h"

#include <pthread.h>
#include <sqlite3.h>

#define FUNCTIONS(X)                                                                                                   \
    X(sqlite3_open_v2)                                                                                                 \
    X(sqlite3_close_v2)                                                                                                \
    X(sqlite3_busy_timeout)                                                                                            \
    X(sqlite3_errmsg)                                                                                                  \
    X(sqlite3_extended_errcode)                                                                                        \
    X(sqlite3_exec)                                                                                                    \
    X(sqlite3_prepare_v2)                                                                                              \
    X(sqlite3_bind_text)                                                                                               \
    X(sqlite3_bind_blob)                                                                                               \
    X(sqlite3_bind_int64)                                                                                              \
    X(sqlite3_bind_null)                                                                                               \
    X(sqlite3_step)                                                                                                    \
    X(sqlite3_finalize)                                                                                                \
    X(sqlite3_column_count)                                                                                            \
    X(sqlite3_column_type)                                                                                             \
    X(sqlite3_column_int64)                                                                                            \
    X(sqlite3_column_text)                                                                                             \
    X(sqlite3_column_blob)                                                                                             \
    X(sqlite3_column_bytes)

static struct {
    FUNCTIONS(LAZY_MEMBER)
} sqlite;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char reason[LAZY_REASON];
static const char *failure;

static void load(void) {
#define PLACE(name) LAZY_PLACE(sqlite, name)
    failure = LAZY_LOAD(LAZY_FILE("libsqlite3.so.0", "libsqlite3.dylib"), FUNCTIONS, PLACE, reason);
}

const char *csql_load(void) {
    pthread_once(&once, load);
    return failure;
}

static csql_outcome outcome(int code) {
    switch (code & 0xff) {
    case SQLITE_OK: return CSQL_OK;
    case SQLITE_ROW: return CSQL_ROW;
    case SQLITE_DONE: return CSQL_DONE;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return CSQL_BUSY;
    case SQLITE_FULL: return CSQL_FULL;
    case SQLITE_READONLY: return CSQL_READ_ONLY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return CSQL_CORRUPT;
    case SQLITE_CANTOPEN: return CSQL_CANNOT_OPEN;
    case SQLITE_IOERR: return CSQL_IO;
    case SQLITE_CONSTRAINT: return CSQL_CONSTRAINT;
    default: return CSQL_OTHER;
    }
}

static sqlite3 *database(csql_connection *connection) { return (sqlite3 *)connection; }
static sqlite3_stmt *prepared(csql_statement *statement) { return (sqlite3_stmt *)statement; }

csql_outcome csql_open(const char *path, int busy_ms, csql_connection **out) {
    sqlite3 *opened = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_NOFOLLOW;
    int code = sqlite.sqlite3_open_v2(path, &opened, flags, NULL);
    if (code == SQLITE_OK) code = sqlite.sqlite3_busy_timeout(opened, busy_ms);
    if (code != SQLITE_OK) {
        sqlite.sqlite3_close_v2(opened);
        opened = NULL;
    }
    *out = (csql_connection *)opened;
    return outcome(code);
}

void csql_close(csql_connection *connection) { sqlite.sqlite3_close_v2(database(connection)); }

const char *csql_message(csql_connection *connection) {
    const char *message = sqlite.sqlite3_errmsg(database(connection));
    return message ? message : "";
}

int csql_code(csql_connection *connection) { return sqlite.sqlite3_extended_errcode(database(connection)); }

csql_outcome csql_execute(csql_connection *connection, const char *sql) {
    return outcome(sqlite.sqlite3_exec(database(connection), sql, NULL, NULL, NULL));
}

csql_outcome csql_prepare(csql_connection *connection, const char *sql, csql_statement **out) {
    sqlite3_stmt *statement = NULL;
    int code = sqlite.sqlite3_prepare_v2(database(connection), sql, -1, &statement, NULL);
    *out = (csql_statement *)statement;
    return outcome(code);
}

csql_outcome csql_bind_text(csql_statement *statement, int place, const char *bytes, int count) {
    return outcome(sqlite.sqlite3_bind_text(prepared(statement), place, bytes, count, SQLITE_TRANSIENT));
}

csql_outcome csql_bind_bytes(csql_statement *statement, int place, const void *bytes, int count) {
    return outcome(
        sqlite.sqlite3_bind_blob(prepared(statement), place, count ? bytes : "", count, SQLITE_TRANSIENT));
}

csql_outcome csql_bind_integer(csql_statement *statement, int place, int64_t value) {
    return outcome(sqlite.sqlite3_bind_int64(prepared(statement), place, value));
}

csql_outcome csql_bind_null(csql_statement *statement, int place) {
    return outcome(sqlite.sqlite3_bind_null(prepared(statement), place));
}

csql_outcome csql_step(csql_statement *statement) { return outcome(sqlite.sqlite3_step(prepared(statement))); }

void csql_finish(csql_statement *statement) { sqlite.sqlite3_finalize(prepared(statement)); }

int csql_columns(csql_statement *statement) { return sqlite.sqlite3_column_count(prepared(statement)); }

csql_kind csql_column_kind(csql_statement *statement, int column) {
    switch (sqlite.sqlite3_column_type(prepared(statement), column)) {
    case SQLITE_NULL: return CSQL_NULL;
    case SQLITE_INTEGER: return CSQL_INTEGER;
    case SQLITE_BLOB: return CSQL_BYTES;
    default: return CSQL_TEXT;
    }
}

int64_t csql_column_integer(csql_statement *statement, int column) {
    return sqlite.sqlite3_column_int64(prepared(statement), column);
}

const void *csql_column_bytes(csql_statement *statement, int column, int *count) {
    const void *bytes = csql_column_kind(statement, column) == CSQL_BYTES
        ? sqlite.sqlite3_column_blob(prepared(statement), column)
        : (const void *)sqlite.sqlite3_column_text(prepared(statement), column);
    *count = sqlite.sqlite3_column_bytes(prepared(statement), column);
    return bytes;
}
