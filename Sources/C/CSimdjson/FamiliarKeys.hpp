#pragma once

#include "Plan.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// The bytes before a value: of a short key all of it, with the quote that opens it; of a long one its end.
struct alignas(16) ValueLead {
    static constexpr size_t reach = 16;

    char bytes[reach] = {};
    unsigned foreign = 0xFFFF;  // a bit for each byte that is not the key's

    ValueLead() = default;

    /// The lead of the value at `value`, whose key opens with the quote at `open`.
    ValueLead(const char *open, const char *value);

    /// Whether these bytes stand before a value. CSJ_LEAD bytes must be readable before its document.
    bool stands_before(const char *value) const {
#if defined(__SSE2__)
        const __m128i found = _mm_loadu_si128(reinterpret_cast<const __m128i *>(value - reach));
        const __m128i own = _mm_load_si128(reinterpret_cast<const __m128i *>(bytes));
        return (static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(found, own))) | foreign) == 0xFFFF;
#else
        const size_t skipped = static_cast<size_t>(__builtin_ctz(~foreign));
        return skipped < reach && std::memcmp(value - reach + skipped, bytes + skipped, reach - skipped) == 0;
#endif
    }
};

static_assert(ValueLead::reach <= CSJ_LEAD, "the bytes before the first value must be readable");

/// As what a value is kept.
struct FamiliarUse {
    uint32_t rank;
    uint16_t slot;
};

/// A key that was seen before at its place: in the object of another one, whatever stood before it there.
struct alignas(64) FamiliarKey {
    ValueLead lead;
    FamiliarKey *next = nullptr;    // the key that came behind it last
    FamiliarKey *other = nullptr;   // the key that came behind it before that
    FamiliarKey *inside = nullptr;  // the key that came first in its object last
    FamiliarKey *parent = nullptr;  // the key in whose object it stands
    bool may_match = false;         // the plan may ask for it
    bool is_planned = false;        // the plan has this very key, and `uses` says as what
    bool opens_plainly = false;     // an object or a list under it is like any other
    uint8_t container = CSJ_AT_TOP;
    uint8_t depth = 0;              // in so many objects it stands, from the last container on
    uint8_t depth_of_keys = 0;      // so many keys are above it in its path
    uint16_t next_alike = 0;        // the number of the next key with the same hash, or 0
    std::vector<FamiliarUse> uses;
    std::string name;
};

/// Remembers which keys follow which: the documents of a log have nearly the same keys in the same order.
///
/// Any order and choice of keys that were seen once is familiar. What is expected is never believed: a value's lead decides.
class FamiliarKeys {
public:
    explicit FamiliarKeys(const csj_plan *plan);
    FamiliarKeys(const FamiliarKeys &) = delete;

    /// In its object stand the document's own keys.
    FamiliarKey *root() { return &top; }

    /// Whether walking the next document by what is remembered is worth the while.
    bool are_trusted() {
        if (pause == 0) return true;
        pause--;
        return false;
    }

    /// Takes note of whether a document could be walked so. Where many could not, it is not tried for a while.
    void note(bool was_familiar);

    /// The key in the object of `parent` that opens at `open` and has the value at `value`; nothing where it was not seen
    /// before. From now on it is expected behind `before`, or as the first one.
    FamiliarKey *find(FamiliarKey *parent, FamiliarKey *before, const char *open, const char *value);

    /// Takes in the keys of a faultless document, whose tokens are those from `tokens` on and before `end`.
    void learn(const char *text, const uint32_t *tokens, const uint32_t *end);

private:
    static constexpr size_t most = 1024;  // of keys that are remembered
    static constexpr int deepest = 32;
    // A document that is not familiar costs as much as so many are worth that are.
    static constexpr int cost = 16, most_credit = 8 * cost;
    static constexpr uint32_t shortest_pause = 64, longest_pause = 1 << 16;

    const csj_plan *plan;
    FamiliarKey stranger;           // what is expected where nothing is known: it stands before no value
    FamiliarKey top;
    std::vector<FamiliarKey> keys;  // by number, from 1 on; with room for the most, so that none is ever moved
    std::array<uint16_t, 1024> first = {};  // by hash: a key's number, or 0
    int credit = most_credit;
    uint32_t pause = 0, next_pause = shortest_pause;

    static size_t hash(const ValueLead &lead, const FamiliarKey *parent);
    static void expect(FamiliarKey *key, FamiliarKey *parent, FamiliarKey *before);
    FamiliarKey *seen(const ValueLead &lead, const FamiliarKey *parent);
    FamiliarKey *add(const ValueLead &lead, FamiliarKey *parent, const char *from, const char *to);
    void place(FamiliarKey &key);
};
