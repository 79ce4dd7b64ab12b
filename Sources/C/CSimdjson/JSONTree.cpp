#include "include/CJSONTree.h"

#include "JSONText.hpp"
#include "Scalar.hpp"

#include <memory>
#include <new>
#include <simdjson.h>
#include <vector>

using namespace simdjson;

/// Turns the tokens that simdjson's first stage finds into a flat tree, and checks the grammar on the way.
struct cjt_reader {
    std::unique_ptr<internal::dom_parser_implementation> stage;
    std::vector<cjt_node> nodes;

    void read(const char *text, size_t length, bool single, uint32_t deepest_allowed, Place start, cjt_tree *tree) {
        nodes.clear();
        bytes = text;
        size = length;
        deepest = deepest_allowed;
        place = start;
        placed = 0;
        fault = CJT_OK;
        fault_at = 0;
        if (length >= UINT32_MAX) fault = CJT_TOO_LONG;
        else if (tokens()) documents(single);
        if (fault != CJT_OK) nodes.clear();
        tree->nodes = nodes.data();
        tree->count = nodes.size();
        tree->fault = fault;
        if (fault != CJT_OK && fault != CJT_TOO_LONG) {
            place = start;
            placed = 0;
            move(fault_at);
        }
        tree->fault_line = place.line;
        tree->fault_column = place.column;
        tree->found = fault_at < size ? bytes[fault_at] : '\0';
    }

private:
    const char *bytes = nullptr;
    size_t size = 0;
    uint32_t deepest = 0;
    Place place{1, 1};
    size_t placed = 0;
    int fault = CJT_OK;
    size_t fault_at = 0;
    const uint32_t *at = nullptr;
    const uint32_t *end = nullptr;
    std::vector<uint32_t> open;  // nodes whose end is not reached, outermost first

    bool fail(int why, size_t where) {
        fault = why;
        fault_at = where;
        return false;
    }

    size_t here() const { return at == end ? size : *at; }

    void move(size_t to) {
        place.pass(bytes + placed, to - placed);
        placed = to;
    }

    bool tokens() {
        if (size == 0) { at = end = nullptr; return true; }
        error_code error = SUCCESS;
        if (!stage) error = get_active_implementation()->create_dom_parser_implementation(size, 1, stage);
        else if (stage->capacity() < size) error = stage->allocate(size, 1);
        if (error) return fail(CJT_NO_MEMORY, 0);
        error = stage->stage1(reinterpret_cast<const uint8_t *>(bytes), size, stage1_mode::regular);
        if (error == EMPTY) { at = end = nullptr; return true; }
        if (error != SUCCESS) {
            // simdjson does not say where; this is looked for only once something is wrong.
            TextFault found = find_text_fault(bytes, size);
            return fail(found.fault == CJT_OK ? CJT_NO_VALUE : found.fault, found.at);
        }
        at = stage->structural_indexes.get();
        end = at + stage->n_structural_indexes;
        return true;
    }

    bool documents(bool single) {
        while (at != end) {
            if (single && !nodes.empty()) return fail(CJT_TRAILING, here());
            if (!document()) return false;
        }
        if (single && nodes.empty()) return fail(CJT_NO_VALUE, size);
        return true;
    }

    /// Without recursion, so that no text can exhaust the stack.
    bool document() {
        open.clear();
        if (!value()) return false;
        while (!open.empty()) {
            bool in_object = nodes[open.back()].kind == CJT_OBJECT;
            char close = in_object ? '}' : ']';
            bool is_first = nodes.size() == open.back() + 1;
            if (here() < size && bytes[here()] == close) { shut(); continue; }
            if (!is_first) {
                if (here() == size || bytes[here()] != ',') return fail(CJT_NO_COMMA, here());
                at++;
            }
            if (in_object && !key()) return false;
            if (!value()) return false;
        }
        return true;
    }

    void shut() {
        at++;
        nodes[open.back()].next = static_cast<uint32_t>(nodes.size());
        open.pop_back();
    }

    bool key() {
        if (here() == size || bytes[here()] != '"') return fail(CJT_NO_KEY, here());
        if (!scalar()) return false;
        if (here() == size || bytes[here()] != ':') return fail(CJT_NO_COLON, here());
        at++;
        return true;
    }

    bool value() {
        if (here() == size) return fail(CJT_NO_VALUE, size);
        char first = bytes[*at];
        if (first != '{' && first != '[') return scalar();
        if (open.size() == deepest) return fail(CJT_TOO_DEEP, *at);
        open.push_back(static_cast<uint32_t>(nodes.size()));
        add(first == '{' ? CJT_OBJECT : CJT_ARRAY, *at, 0, false);
        at++;
        return true;
    }

    bool scalar() {
        size_t start = *at, stop = at + 1 == end ? size : at[1];
        while (stop > start && is_blank(bytes[stop - 1])) stop--;
        std::string_view text(bytes + start, stop - start);
        if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
            text = text.substr(1, text.size() - 2);
            bool escaped = std::memchr(text.data(), '\\', text.size()) != nullptr;
            if (escaped && !are_escapes_good(text)) return fail(CJT_BAD_ESCAPE, start);
            add(CJT_TEXT, start, text.size(), escaped);
            nodes.back().at++;
        } else {
            uint8_t kind = scalar_kind(text);
            if (kind == 0) return fail(CJT_NO_VALUE, start);
            add(kind == CSJ_NUMBER ? CJT_NUMBER : kind == CSJ_TRUE ? CJT_TRUE : kind == CSJ_FALSE ? CJT_FALSE : CJT_NULL,
                start, text.size(), false);
        }
        at++;
        return true;
    }

    void add(uint8_t kind, size_t start, size_t length, bool escaped) {
        move(start);
        uint32_t next = static_cast<uint32_t>(nodes.size() + 1);
        nodes.push_back({uint32_t(start), uint32_t(length), next, place.line, place.column, kind, escaped});
    }
};

extern "C" {

cjt_reader *cjt_reader_create(void) { return new (std::nothrow) cjt_reader(); }

void cjt_reader_destroy(cjt_reader *reader) { delete reader; }

void cjt_read(
    cjt_reader *reader, const char *bytes, size_t length, bool single, uint32_t deepest, uint32_t line, uint32_t column,
    cjt_tree *tree) {
    reader->read(bytes, length, single, deepest, Place{line, column}, tree);
}
}
