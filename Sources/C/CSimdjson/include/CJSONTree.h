// A plain C door to simdjson for documents that are read whole: JSON text in, a flat list of its nodes out.
//
// All pointers that a reading hands out stay valid until the reader's next reading.

#ifndef CJSONTREE_H
#define CJSONTREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Bytes that must be readable behind a text's end.
enum { CJT_PADDING = 64 };

enum { CJT_OBJECT = 1, CJT_ARRAY = 2, CJT_TEXT = 3, CJT_NUMBER = 4, CJT_TRUE = 5, CJT_FALSE = 6, CJT_NULL = 7 };

typedef struct {
    uint32_t at;      // the first byte of a scalar, behind the quote of a text
    uint32_t length;  // a scalar's bytes, without quotes
    uint32_t next;    // the index of the node behind this one and all that stands in it
    uint32_t line;    // from 1
    uint32_t column;  // from 1, in Unicode characters
    uint8_t kind;
    bool escaped;     // a text with backslashes
} cjt_node;

// What was wrong, at `fault_line` and `fault_column`.
enum {
    CJT_OK = 0,
    CJT_BAD_UTF8,       // a byte that is not UTF-8
    CJT_NUL,            // a NUL byte
    CJT_OPEN_TEXT,      // the text that begins there has no closing quote on its line
    CJT_BAD_ESCAPE,     // in the text that begins there, a backslash with something that JSON does not know
    CJT_NO_VALUE,       // something else than a value
    CJT_NO_KEY,         // something else than a key in quotes, or the object's end
    CJT_NO_COLON,       // something else than the colon behind a key
    CJT_NO_COMMA,       // something else than a comma or the object's or array's end
    CJT_TRAILING,       // something behind the document
    CJT_TOO_DEEP,       // objects and arrays in each other, more than allowed
    CJT_TOO_LONG,       // 4 GiB or more
    CJT_NO_MEMORY,
};

typedef struct {
    const cjt_node *nodes;  // depth first; of an object each key, a text, before its value
    size_t count;
    int fault;
    uint32_t fault_line;
    uint32_t fault_column;
    char found;             // the byte that stands there; NUL at the end of the text
} cjt_tree;

typedef struct cjt_reader cjt_reader;
cjt_reader *cjt_reader_create(void);
void cjt_reader_destroy(cjt_reader *reader);

// Reads the documents in `bytes`, one after another; only the first if `single`, behind which nothing may stand then.
// `bytes` must have CJT_PADDING readable bytes behind `length`. Counting begins at `line` and `column`.
void cjt_read(
    cjt_reader *reader, const char *bytes, size_t length, bool single, uint32_t deepest, uint32_t line, uint32_t column,
    cjt_tree *tree);

// Copies a text's raw bytes to `target`, escapes resolved; returns the new length, which is never more.
// Half a surrogate pair becomes U+FFFD, since it stands for no character.
size_t cjt_unescape(const char *raw, size_t length, char *target);

// Overwrites bytes with zeros, which no optimiser may leave out: texts may hold secrets.
void cjt_wipe(char *bytes, size_t length);

#ifdef __cplusplus
}
#endif

#endif
