// A plain C door to simdjson: one JSON document in, the values of chosen fields out.
//
// It knows field paths and slots, no reasons and no log formats. All pointers that a scan hands out stay valid until
// the scanner's next scan, and only as long as the document's own bytes do.

#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "CJSONTree.h"

#ifdef __cplusplus
extern "C" {
#endif

// Bytes that must be readable behind a document's end, and before its beginning.
enum { CSJ_PADDING = 64, CSJ_LEAD = 16 };

// Where in a document a value stands; a lower number is trusted more.
enum { CSJ_IN_SOURCE = 0, CSJ_IN_FIELDS = 1, CSJ_AT_TOP = 2 };

enum { CSJ_TEXT = 1, CSJ_NUMBER = 2, CSJ_TRUE = 3, CSJ_FALSE = 4, CSJ_NULL = 5, CSJ_OBJECT = 6 };

// The slot of values that were picked for their text, whatever their path.
enum { CSJ_BY_VALUE = 0xFFFF };

// A word of lower-case ASCII letters, four to fifteen, and where the three of them begin by which it is looked for.
typedef struct {
    uint8_t word[16];
    uint8_t length, first;
} csj_mark;

// Finds where marks stand before `end`, in any letter case, in rising order; `length` bytes can be read. Goes on at `*from`,
// which it moves; stops before it might find more than `most`, which must be at least 4,097 a mark.
size_t csj_find_marks(
    const uint8_t *bytes, size_t end, size_t length, const csj_mark *marks, size_t count, size_t *from, uint32_t *places,
    size_t most);

// Which paths go to which slot. Immutable once a scanner uses it; may then be shared by threads.
typedef struct csj_plan csj_plan;
csj_plan *csj_plan_create(void);
void csj_plan_destroy(csj_plan *plan);

// Adds a dotted path. It matches where the document's own path, nested or dotted, is this path or ends with it.
// `order`: which of a slot's paths is trusted first. `pinned`: comes before all that are not pinned.
// `top_only`: matches only as a key of the document itself, not inside `_source` or `fields`.
void csj_plan_add_path(
    csj_plan *plan, const char *path, size_t length, uint16_t slot, uint16_t order, bool pinned, bool top_only);

// The slot whose texts may be documents themselves.
void csj_plan_set_inner_slot(csj_plan *plan, uint16_t slot);

// Adds a mark: a key, or a part of a dotted one, of which it only matters whether the document has it (`has_mark`).
void csj_plan_add_mark(csj_plan *plan, const char *name, size_t length);

// Marks are not looked for in a document that has a value of this slot.
void csj_plan_add_marking_slot(csj_plan *plan, uint16_t slot);

// Makes each key a mark that begins with `prefix`, of 1 to 8 bytes; false for any other length.
bool csj_plan_set_mark_prefix(csj_plan *plan, const char *prefix, size_t length);

// Adds four lower-case ASCII bytes. A text that ends with them, final full stops, quotes and spaces aside, is handed
// out as CSJ_BY_VALUE. `longest` bounds such a text's length in bytes.
void csj_plan_add_ending(csj_plan *plan, const char ending[4]);
void csj_plan_set_any_ending(csj_plan *plan);
void csj_plan_set_longest_text(csj_plan *plan, size_t longest);
// Hands out every text and scalar as CSJ_BY_VALUE: for the rare search of one value wherever it stands.
void csj_plan_set_every_scalar(csj_plan *plan);

typedef struct {
    const char *bytes;   // unescaped text, or a scalar's token
    const char *path;    // the path inside its container, joined by dots
    uint32_t length;
    uint32_t path_length;
    uint32_t rank;       // lower is trusted more: pinned, then container, then nesting, then order
    uint16_t slot;
    uint8_t kind;
    uint8_t container;
} csj_value;

typedef struct {
    const csj_value *values;
    size_t count;
    bool too_deep;        // some value stood deeper than the scanner looks
    bool may_be_response; // a top-level key `hits`, `rawResponse` or `response` holds an object, or `logEvents`,
                          // `responses` or a leading `events` an array: nothing behind it was looked at
    bool holds_document;  // a value of the plan's inner slot looks like a document, or like a packed one
    bool may_hold_others; // values were picked from several objects of one list, or a long list of numbers stands under
                          // a key that is looked at
    bool has_mark;        // it has a mark, whatever its value, or a value of a marking slot
    size_t rest;          // where text goes on behind the document, or the length
} csj_record;

enum {
    CSJ_OK = 0,
    CSJ_IS_ARRAY = 1,      // the text is a JSON array; nothing was read
    CSJ_MALFORMED = 2,
    CSJ_BAD_TEXT = 3,      // invalid UTF-8 or a raw control character: csj_repair helps
    CSJ_NO_OBJECT = 4,     // a scalar
    CSJ_NO_MEMORY = 5,
};

// One a thread.
typedef struct csj_scanner csj_scanner;
csj_scanner *csj_scanner_create(const csj_plan *plan);
void csj_scanner_destroy(csj_scanner *scanner);

// Finds the tokens of many lines at once, for `csj_scan_line`; CSJ_LEAD and CSJ_PADDING as above. False if some line
// holds an open string, a raw control character in a string or invalid UTF-8: each line then needs a `csj_scan` of its
// own, so that damage costs no other line. `bytes` must stay where they are until the last of their lines is read.
bool csj_index(csj_scanner *scanner, const char *bytes, size_t length);

// Reads the line at `offset` of the bytes that `csj_index` took, with the answer that `csj_scan` would give. Lines must
// be asked for front to back; a `csj_scan` in between does no harm.
int csj_scan_line(csj_scanner *scanner, size_t offset, size_t length, csj_record *record);

// Reads one document; `bytes` must have CSJ_LEAD readable bytes before them and CSJ_PADDING behind `length`.
// `is_record`: it is no search answer, whatever keys it has; it is read to its end.
int csj_scan(csj_scanner *scanner, const char *bytes, size_t length, bool is_record, csj_record *record);

// One element of an array: where its object begins, its length, and how many newlines stand before it.
typedef struct {
    size_t offset;
    size_t length;
    size_t lines;
} csj_element;

// How far an array has been cut: behind its last whole element, with the newlines up to there and the last line's start.
typedef struct {
    size_t at;
    size_t lines;
    size_t line_start;
} csj_cut;

// Cuts an array into its elements, as long as they are whole objects; answers how many, at most `room`. `is_first`: no
// element stands before `cut->at`. Brackets are counted, strings respected, nothing else is looked at.
size_t csj_cut_elements(
    const char *bytes, size_t count, bool is_first, csj_element *elements, size_t room, csj_cut *cut);

// What a value is handed out as that stands at the top of a document under one key.
typedef struct {
    uint32_t rank;
    uint16_t slot;
} csj_use;

// The uses of a dotted path at the top; answers how many, of which at most `room` are written.
size_t csj_plan_uses(const csj_plan *plan, const char *path, size_t length, csj_use *uses, size_t room);

// Whether a name is a mark, or a part of it.
bool csj_plan_has_mark(const csj_plan *plan, const char *name, size_t length);

// Whether a text may be one of those that are looked for by value.
bool csj_plan_may_be_sought(const csj_plan *plan, const char *text, size_t length);

// Copies `length` bytes to `target` (room for three times as much), with U+FFFD for each invalid byte and control
// character, and a space for tab, CR and LF, which may stand between tokens; returns the new length.
size_t csj_repair(const char *bytes, size_t length, char *target);

#ifdef __cplusplus
}
#endif

#endif
