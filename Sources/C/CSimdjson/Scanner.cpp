#include "Walk.hpp"

#include <algorithm>
#include <memory>
#include <new>

using namespace simdjson;

namespace {

/// simdjson's first stage, on the best kernel that this processor has, finds where tokens begin; it also rejects
/// invalid UTF-8, raw control characters and open strings.
class FirstStage {
public:
    error_code find(const char *bytes, size_t length) {
        if (!stage) {
            error_code error = get_active_implementation()->create_dom_parser_implementation(length, 1, stage);
            if (error) return error;
        } else if (stage->capacity() < length) {
            error_code error = stage->allocate(length + length / 2, 1);
            if (error) return error;
        }
        error_code error = stage->stage1(reinterpret_cast<const uint8_t *>(bytes), length, stage1_mode::regular);
        // A walk looks a little ahead. simdjson keeps room for nine more entries than there are bytes.
        if (!error)
            for (int index = 0; index <= Walk::spare; index++)
                stage->structural_indexes[stage->n_structural_indexes + index] = UINT32_MAX;
        return error;
    }

    const uint32_t *tokens() const { return stage->structural_indexes.get(); }

private:
    std::unique_ptr<internal::dom_parser_implementation> stage;
};

/// Where the first backslash stands, or the end.
const char *backslash_in(const char *from, const char *end) {
    const void *found = std::memchr(from, '\\', end - from);
    return found ? static_cast<const char *>(found) : end;
}

}  // namespace

struct csj_scanner {
    Walk walk;
    FirstStage single;
    FirstStage many;
    const char *lines = nullptr;      // what `many` has found the tokens of
    const char *end = nullptr;
    const uint32_t *next = nullptr;   // the first token that no line was asked for
    const char *backslash = nullptr;  // the first one behind the lines read so far, or the end

    explicit csj_scanner(const csj_plan *plan) : walk(plan) {}

    int scan(const char *bytes, size_t length, bool is_record, csj_record *record) {
        if (length >= UINT32_MAX) return CSJ_NO_MEMORY;
        error_code error = single.find(bytes, length);
        if (error == UTF8_ERROR || error == UNESCAPED_CHARS) return CSJ_BAD_TEXT;
        if (error == MEMALLOC || error == CAPACITY) return CSJ_NO_MEMORY;
        if (error != SUCCESS) return CSJ_MALFORMED;
        return read(bytes, single.tokens(), 0, length, backslash_in(bytes, bytes + length), is_record, record);
    }

    bool index(const char *bytes, size_t length) {
        if (length >= UINT32_MAX || many.find(bytes, length) != SUCCESS) return false;
        lines = bytes;
        end = bytes + length;
        backslash = bytes;
        next = many.tokens();
        return true;
    }

    int scan_line(uint32_t offset, uint32_t length, csj_record *record) {
        while (*next < offset) next++;
        const char *line = lines + offset;
        if (backslash <= line) backslash = backslash_in(line, end);
        int code = read(lines, next, offset, length, std::min(backslash, line + length), false, record);
        next = walk.position();
        return code;
    }

    // Once a line: a call of its own would be felt.
    inline __attribute__((always_inline)) int read(
        const char *bytes, const uint32_t *tokens, uint32_t offset, uint32_t length, const char *backslash,
        bool is_record, csj_record *record) {
        walk.start(bytes, tokens, offset + length, backslash);
        char first = walk.first();
        if (first == '[') return CSJ_IS_ARRAY;
        if (first != '{') return CSJ_NO_OBJECT;
        if (!walk.document(is_record)) return CSJ_MALFORMED;
        record->rest = walk.may_be_response ? length : walk.rest() - offset;
        record->values = walk.values.data();
        record->count = walk.values.size();
        record->too_deep = walk.too_deep;
        record->may_be_response = walk.may_be_response;
        record->holds_document = walk.holds_document;
        record->may_hold_others = walk.may_hold_others;
        record->has_mark = walk.find_mark(tokens);
        return CSJ_OK;
    }
};

extern "C" {

csj_scanner *csj_scanner_create(const csj_plan *plan) { return new (std::nothrow) csj_scanner(plan); }

void csj_scanner_destroy(csj_scanner *scanner) { delete scanner; }

int csj_scan(csj_scanner *scanner, const char *bytes, size_t length, bool is_record, csj_record *record) {
    return scanner->scan(bytes, length, is_record, record);
}

bool csj_index(csj_scanner *scanner, const char *bytes, size_t length) { return scanner->index(bytes, length); }

int csj_scan_line(csj_scanner *scanner, size_t offset, size_t length, csj_record *record) {
    return scanner->scan_line(static_cast<uint32_t>(offset), static_cast<uint32_t>(length), record);
}
}
