#pragma once

#include "include/CSimdjson.h"

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

/// What a value is handed out as.
struct PlannedUse {
    uint16_t slot;
    uint16_t order;
    bool pinned;
    bool top_only;
};

/// One path of the plan.
struct PlannedPath {
    std::string path;
    PlannedUse use;
};

/// The paths whose last parts end alike.
struct KeyEnding {
    uint64_t mask;   // which of a key's last eight bytes count
    uint64_t bytes;  // what they must be
    uint16_t next;   // the next one with the same hash: its number and one, or 0
    std::vector<uint16_t> paths;  // in the order in which they were planned
};

/// The paths that are one and the same key, without a dot.
struct WholeKey {
    std::string name;
    uint64_t last;  // its last eight bytes, or all of a shorter one, as `own_bytes` gives them
    uint16_t next;  // the next one with the same hash: its number and one, or 0
    std::vector<PlannedUse> uses;  // in the order in which they were planned
};

/// Endings by a hash of `bits` of their bytes.
template <int bits> struct EndingTable {
    // A key that cannot match is told by `is_used` alone, nearly always: large enough that few hashes meet. The keys of a log
    // are the same in most records, so that what is looked at of it stays in the nearest cache.
    static constexpr int size_bits = 13;
    bool is_used[1 << size_bits] = {};
    uint16_t first[1 << size_bits] = {};  // its number and one, or 0

    static size_t hash(uint64_t tail) { return ((tail >> (64 - bits)) * 0x9E3779B97F4A7C15u) >> (64 - size_bits); }
};

struct csj_plan {
    std::vector<PlannedPath> paths;
    std::vector<KeyEnding> endings;
    EndingTable<64> by_eight;
    EndingTable<32> by_four;
    uint16_t loose = 0;            // the first one of those that are told by fewer than four bytes
    std::vector<WholeKey> keys;
    uint16_t first_key[1 << 11] = {};  // by `hash_of_key`: its number and one, or 0
    std::vector<WholeKey> marks;       // keys that are told by their presence
    uint16_t first_mark[1 << 11] = {};
    std::vector<uint32_t> sought;
    // By a byte: a bit for each sought text, or a few together, that may end with it in a document, or have it before its last.
    uint8_t ends[256] = {};
    uint8_t before_ends[256] = {};
    bool any_ending = false;
    bool any_short = false;        // a key of the document itself of one or two letters is asked for
    bool every_scalar = false;
    size_t longest_text = 0;
    uint16_t inner_slot = CSJ_BY_VALUE;
    std::vector<uint8_t> marking;      // by slot
    uint64_t mark_mask = 0;        // which of a key's first eight bytes a mark's beginning decides; 0 where there is none
    uint64_t mark_bytes = 1;       // what they must be

    csj_plan();

    void add(PlannedPath path);
    void mark(std::string_view name);
    void seek(uint32_t ending);

    /// Whether a key may match of which these are the last eight bytes, the quote that opens it and what stands before
    /// that included. Nearly all keys end here.
    bool may_match(uint64_t tail) const {
        return by_eight.is_used[by_eight.hash(tail)] | by_four.is_used[by_four.hash(tail)];
    }

    /// The paths that are this very key; nothing does not say that no path ends with it.
    const WholeKey *whole_key(const char *from, const char *to) const {
        size_t size = to - from;
        uint64_t last = own_bytes(tail(to), size);
        for (uint16_t number = first_key[hash_of_key(last, size)]; number != 0; number = keys[number - 1].next) {
            const WholeKey &key = keys[number - 1];
            if (key.last != last || key.name.size() != size) continue;
            if (size <= 8 || begins_alike(key.name.data(), from, size - 8)) return &key;
        }
        return nullptr;
    }

    /// Whether a key is a mark: by its name, or by how it begins; of a dotted one, whether a part is.
    bool has_mark(std::string_view key) const {
        const char *from = key.data(), *const end = from + key.size();
        for (;;) {
            const void *found = std::memchr(from, '.', end - from);
            const char *to = found ? static_cast<const char *>(found) : end;
            if (begins_like_mark(from) || is_mark(from, to)) return true;
            if (to == end) return false;
            from = to + 1;
        }
    }

    /// Whether a value of this slot says that its document has a mark.
    bool is_marking(uint16_t slot) const { return slot < marking.size() && marking[slot]; }

    /// Calls `body` with each ending that a key with this tail has.
    template <typename Body> void each_ending(uint64_t tail, Body body) const {
        for (uint16_t number : {by_eight.first[by_eight.hash(tail)], by_four.first[by_four.hash(tail)], loose})
            for (; number != 0; number = endings[number - 1].next)
                if ((tail & endings[number - 1].mask) == endings[number - 1].bytes) body(endings[number - 1]);
    }

    /// Kibana doubles a text field as `x.keyword`, whatever `x` is.
    static bool is_doubled(uint64_t tail) { return tail == csj_plan::tail(std::string_view(".keyword")); }

    /// The last eight bytes of a key that ends at `close`, and what stands before a shorter one.
    static uint64_t tail(const char *close) {
        uint64_t bytes;
        std::memcpy(&bytes, close - 8, 8);
        return bytes;
    }

    /// The same of a text that stands alone: as if quotes stood before it.
    static uint64_t tail(std::string_view text) {
        if (text.size() >= 8) return tail(text.data() + text.size());
        char bytes[16];
        std::memset(bytes, '"', 8);
        std::memcpy(bytes + 8, text.data(), text.size());
        return tail(bytes + 8 + text.size());
    }

    /// Whether a text that ends before `close` may be one that is looked for, by its last two bytes.
    bool ends_perhaps(const char *close) const {
        return (ends[static_cast<unsigned char>(close[-1])] & before_ends[static_cast<unsigned char>(close[-2])]) != 0;
    }

    /// Whether a text may be one of those that are looked for by value; `text` is raw, its closing quote behind it.
    bool may_be_sought(const char *text, const char *close) const {
        return ends_perhaps(close) && ends_like_sought(text, close);
    }

    /// Whether the first `size` bytes are the same; eight more must be readable. Keys are so short that a call would cost
    /// more than comparing them.
    static bool begins_alike(const char *left, const char *right, size_t size) {
        for (size_t at = 0; at < size; at += 8) {
            uint64_t one, other;
            std::memcpy(&one, left + at, 8);
            std::memcpy(&other, right + at, 8);
            if (one != other) return false;
        }
        return true;
    }

private:
    /// Whether a key begins as all of its kind do that are told by their presence. Eight bytes must be readable.
    bool begins_like_mark(const char *key) const {
        uint64_t bytes;
        std::memcpy(&bytes, key, 8);
        return (bytes & mark_mask) == mark_bytes;
    }

    bool is_mark(const char *from, const char *to) const {
        size_t size = to - from;
        uint64_t last = own_bytes(tail(to), size);
        for (uint16_t number = first_mark[hash_of_key(last, size)]; number != 0; number = marks[number - 1].next) {
            const WholeKey &mark = marks[number - 1];
            if (mark.last != last || mark.name.size() != size) continue;
            if (size <= 8 || begins_alike(mark.name.data(), from, size - 8)) return true;
        }
        return false;
    }

    static uint64_t own_bytes(uint64_t tail, size_t size) {
        return size >= 8 ? tail : size == 0 ? 0 : tail >> (64 - 8 * size);
    }

    static size_t hash_of_key(uint64_t last, size_t size) { return ((last + size) * 0x9E3779B97F4A7C15u) >> 53; }

    KeyEnding &ending_for(std::string_view known);
    bool ends_like_sought(const char *text, const char *end) const;
};
