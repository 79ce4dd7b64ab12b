#include "Walk.hpp"

#include <new>

using namespace simdjson;

struct csj_scanner {
    Walk walk;
    std::unique_ptr<internal::dom_parser_implementation> stage;

    explicit csj_scanner(const csj_plan *plan) : walk(plan) {}

    /// simdjson's first stage, on the best kernel that this processor has, finds where tokens begin; it also rejects
    /// invalid UTF-8, raw control characters and open strings.
    error_code find_tokens(const char *bytes, size_t length) {
        if (!stage) {
            error_code error = get_active_implementation()->create_dom_parser_implementation(length, 1, stage);
            if (error) return error;
        } else if (stage->capacity() < length) {
            error_code error = stage->allocate(length + length / 2, 1);
            if (error) return error;
        }
        return stage->stage1(reinterpret_cast<const uint8_t *>(bytes), length, stage1_mode::regular);
    }

    int scan(const char *bytes, size_t length, csj_record *record) {
        if (length >= UINT32_MAX) return CSJ_NO_MEMORY;
        error_code error = find_tokens(bytes, length);
        if (error == UTF8_ERROR || error == UNESCAPED_CHARS) return CSJ_BAD_TEXT;
        if (error == MEMALLOC || error == CAPACITY) return CSJ_NO_MEMORY;
        if (error != SUCCESS) return CSJ_MALFORMED;
        walk.start(bytes, length, stage->structural_indexes.get(), stage->n_structural_indexes);
        char first = walk.first();
        if (first == '[') return CSJ_IS_ARRAY;
        if (first != '{') return CSJ_NO_OBJECT;
        if (!walk.document()) return CSJ_MALFORMED;
        record->rest = walk.may_be_response ? length : walk.rest();
        record->values = walk.values.data();
        record->count = walk.values.size();
        record->too_deep = walk.too_deep;
        record->may_be_response = walk.may_be_response;
        return CSJ_OK;
    }
};

extern "C" {

csj_scanner *csj_scanner_create(const csj_plan *plan) { return new (std::nothrow) csj_scanner(plan); }

void csj_scanner_destroy(csj_scanner *scanner) { delete scanner; }

int csj_scan(csj_scanner *scanner, const char *bytes, size_t length, csj_record *record) {
    return scanner->scan(bytes, length, record);
}
}
