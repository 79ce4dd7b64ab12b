#pragma once

// The part of SQLite that a journal needs. SQLite is loaded on first use: a command that keeps no journal should not
// pay for it at its start.

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A connection and a statement; both belong to whoever opened them.
typedef struct csql_connection csql_connection;
typedef struct csql_statement csql_statement;

// What a call came to; SQLite's own numbers are in `csql_code`.
typedef enum {
    CSQL_OK,
    CSQL_ROW,
    CSQL_DONE,
    CSQL_BUSY,
    CSQL_FULL,
    CSQL_READ_ONLY,
    CSQL_CORRUPT,
    CSQL_CANNOT_OPEN,
    CSQL_IO,
    CSQL_CONSTRAINT,
    CSQL_OTHER,
} csql_outcome;

// NULL once SQLite is loaded; else why it could not be.
const char *_Nullable csql_load(void);

// Opens or makes a database for one thread at a time, waiting up to `busy_ms` for others' locks. A symbolic link is not followed.
csql_outcome csql_open(const char *_Nonnull path, int busy_ms, csql_connection *_Nullable *_Nonnull out);
void csql_close(csql_connection *_Nonnull connection);

// SQLite's words about the last fault, and its extended number.
const char *_Nonnull csql_message(csql_connection *_Nonnull connection);
int csql_code(csql_connection *_Nonnull connection);

csql_outcome csql_execute(csql_connection *_Nonnull connection, const char *_Nonnull sql);
csql_outcome csql_prepare(
    csql_connection *_Nonnull connection, const char *_Nonnull sql, csql_statement *_Nullable *_Nonnull out);
// Places count from 1; bytes are copied.
csql_outcome csql_bind_text(csql_statement *_Nonnull statement, int place, const char *_Nonnull bytes, int count);
csql_outcome csql_bind_bytes(csql_statement *_Nonnull statement, int place, const void *_Nullable bytes, int count);
csql_outcome csql_bind_integer(csql_statement *_Nonnull statement, int place, int64_t value);
csql_outcome csql_bind_null(csql_statement *_Nonnull statement, int place);
csql_outcome csql_step(csql_statement *_Nonnull statement);
void csql_finish(csql_statement *_Nonnull statement);

typedef enum { CSQL_NULL, CSQL_INTEGER, CSQL_TEXT, CSQL_BYTES } csql_kind;
int csql_columns(csql_statement *_Nonnull statement);
csql_kind csql_column_kind(csql_statement *_Nonnull statement, int column);
int64_t csql_column_integer(csql_statement *_Nonnull statement, int column);
// Lives until the next step.
const void *_Nullable csql_column_bytes(csql_statement *_Nonnull statement, int column, int *_Nonnull count);

#ifdef __cplusplus
}
#endif
