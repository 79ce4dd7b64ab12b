#pragma once

#include "include/CJSONTree.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

/// A line and a column, in Unicode characters.
struct Place {
    uint32_t line;
    uint32_t column;

    void pass(const char *bytes, size_t length) {
        for (size_t i = 0; i < length; i++) {
            if (bytes[i] == '\n') { line++; column = 1; }
            else if ((bytes[i] & 0xC0) != 0x80) column++;
        }
    }
};

inline bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

/// What keeps simdjson's first stage from finding tokens, and where.
struct TextFault {
    int fault;
    size_t at;
};

TextFault find_text_fault(const char *bytes, size_t length);

/// Whether JSON knows every escape in a raw text.
bool are_escapes_good(std::string_view raw);
