#pragma once

#include "include/CSimdjson.h"

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

/// One path of the plan.
struct PlannedPath {
    std::string path;
    std::string last;  // its last component: what the table is keyed by
    uint16_t slot;
    uint16_t order;
    bool pinned;
    bool top_only;
};

struct csj_plan {
    static constexpr size_t buckets = 1024;

    std::vector<PlannedPath> paths;
    std::vector<uint16_t> table[buckets];
    bool ends[1 << 13] = {};     // which last four bytes of keys may match: nearly all keys end here
    bool short_ends = false;     // some path's last part has one or two letters: then no key can be told by its end
    std::vector<uint32_t> endings;
    bool is_last[256] = {};      // the endings' last bytes, in both cases
    bool any_ending = false;
    size_t longest_text = 0;

    /// Keys differ most in length and at both ends, so that is all the hash looks at.
    static size_t bucket(const char *key, size_t length) {
        size_t hash = length;
        if (length > 0) {
            hash = hash * 31 + static_cast<unsigned char>(key[0]);
            hash = hash * 31 + static_cast<unsigned char>(key[length - 1]);
            hash = hash * 31 + static_cast<unsigned char>(key[length / 2]);
        }
        return hash & (buckets - 1);
    }

    static size_t tail(const char *last_four) {
        uint32_t bytes;
        std::memcpy(&bytes, last_four, 4);
        return (bytes * 0x9E3779B1u) >> 19;
    }

    /// Whether a key in a document may match, by its end: the last part of a dotted key ends as the key does. Of a
    /// key of three bytes the quote before it is looked at as well; shorter ones may match always.
    bool may_match(const char *key, size_t length) const { return length < 3 || short_ends || ends[tail(key + length - 4)]; }

    /// Whether a raw text may be one of those that are looked for by value.
    bool may_be_sought(const char *text, size_t length) const {
        if (length < 4 || length > longest_text) return false;
        if (any_ending) return true;
        const char *end = text + length;
        if (!is_trimming(static_cast<unsigned char>(end[-1])) && !is_last[static_cast<unsigned char>(end[-1])]) return false;
        while (end > text && is_trimming(static_cast<unsigned char>(end[-1]))) end--;
        if (end - text < 4) return false;
        uint32_t tail;
        std::memcpy(&tail, end - 4, 4);
        tail |= 0x20202020;  // ASCII letters to lower case; a false hit is only looked at once more
        for (uint32_t ending : endings)
            if (ending == tail) return true;
        return false;
    }

private:
    /// Full stop, space, quotes, backslash, and every byte of a curly quote.
    static bool is_trimming(unsigned char byte) {
        return byte == '.' || byte == ' ' || byte == '"' || byte == '\'' || byte == '\\' || byte >= 0x80;
    }
};
