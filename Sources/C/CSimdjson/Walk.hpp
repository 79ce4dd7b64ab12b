#pragma once

#include "FamiliarKeys.hpp"

#include <deque>
#include <simdjson.h>

inline bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

/// The end of the token that stands before `next`.
inline const char *end_before(const char *next) {
    while (static_cast<unsigned char>(next[-1]) <= ' ' && is_blank(next[-1])) next--;
    return next;
}

/// Whether an object or an array begins with a byte: `{` and `[` differ in the bit alone that tells upper from lower case.
inline bool opens(char byte) { return (byte | 0x20) == '{'; }

/// Keys at the top whose object may be a search answer.
inline bool is_answer(std::string_view key) { return key == "hits" || key == "rawResponse" || key == "response"; }

/// Keys at the top whose array may hold documents; `events` is too common a key anywhere but in front.
inline bool is_list(std::string_view key, bool is_first) {
    return key == "logEvents" || key == "responses" || (is_first && key == "events");
}

/// Keys at the top whose object holds the document's own fields.
inline bool is_container(std::string_view key) { return key == "_source" || key == "fields"; }

/// Where values in such an object stand.
inline uint8_t container_of(std::string_view key) { return key == "fields" ? CSJ_IN_FIELDS : CSJ_IN_SOURCE; }

/// What a hit holds beside its document, and what somebody searched for; never a part of a record.
bool is_beside(std::string_view key);

/// Whether a text begins as a document does, or as a gzip file in base64.
inline bool looks_like_document(std::string_view text) {
    size_t start = 0;
    while (start < text.size() && is_blank(text[start])) start++;
    if (start == text.size()) return false;
    return text[start] == '{' || (start == 0 && text.substr(0, 4) == "H4sI");
}

/// The values of one document. What makes more room stands apart from what adds a value, so that it costs no registers.
class ValueList {
public:
    size_t size() const { return count; }
    const csj_value *data() const { return values.data(); }
    const csj_value &operator[](size_t number) const { return values[number]; }
    void clear() { count = 0; }

    csj_value &add() {
        if (__builtin_expect(count == values.size(), false)) grow();
        return values[count++];
    }

private:
    std::vector<csj_value> values = std::vector<csj_value>(64);
    size_t count = 0;

    __attribute__((noinline)) void grow() { values.resize(values.size() * 2); }
};

/// Walks one document's tokens and keeps the values that the plan asks for.
///
/// It checks the whole grammar, since a document that is damaged somewhere must not pass for a record, but touches the
/// text of a value only where the plan asks for it. It relies on what the first stage guarantees: every quote at which
/// a token begins opens a string, and the string ends before the next token with nothing but blanks between.
class Walk {
public:
    ValueList values;
    bool too_deep = false;
    bool may_be_response = false;
    bool holds_document = false;
    bool may_hold_others = false;

    explicit Walk(const csj_plan *plan) : plan(plan), keys(plan) {}

    /// `tokens`: the offsets in `bytes` at which tokens begin, in order, the document's own first and `spare` more
    /// behind the last, none of them below `limit`, which is where the document's text ends. `backslash`: the first one
    /// in that text, or its end.
    void start(const char *bytes, const uint32_t *tokens, uint32_t limit, const char *backslash);

    /// How many tokens may be looked at behind a document's last.
    static constexpr int spare = 4;

    /// The first byte of the first token; NUL if there is none.
    char first() const { return is_end() ? '\0' : bytes[*at]; }

    /// Walks the document; false if it is malformed. Unless it is known to be a record, the walk ends where the document
    /// may turn out to be a search answer.
    bool document(bool is_record);

    /// Whether the walked document has a mark; `from`: its first token.
    bool find_mark(const uint32_t *from);

    /// Makes ready for `each_use`.
    void at_top() { container = CSJ_AT_TOP; }

    /// Calls `body` with each use of a path at the top, and with its rank.
    template <typename Body> void each_use(std::string_view path, Body body) const;

    /// Where text goes on behind the document, or its end.
    uint32_t rest() const { return is_end() ? limit : *at; }

    /// The first token that was not walked over.
    const uint32_t *position() const { return at; }

    /// Lower is trusted more.
    static uint32_t rank(const PlannedUse &use, bool nested, uint8_t container) {
        uint32_t rank = use.order;
        if (nested) rank += 1u << 16;
        if (!use.pinned) rank += (container + 1u) << 17;
        return rank;
    }

private:
    /// Objects inside objects that are looked into; what stands deeper is passed over and said (`too_deep`).
    static constexpr int deepest = 64;

    /// A key between its quotes. As large as two registers.
    struct Key {
        const char *from;
        const char *to;

        std::string_view name() const { return std::string_view(from, to - from); }
    };

    const csj_plan *plan;
    FamiliarKeys keys;              // those of the documents walked before
    const char *bytes = nullptr;
    const uint32_t *at = nullptr;
    uint32_t limit = 0;
    uint8_t container = CSJ_AT_TOP;
    bool is_record = false;
    const char *backslash = nullptr;  // no text that ends before it holds one
    std::string_view above[deepest];  // the keys down to the object being walked
    int depth_of_keys = 0;
    size_t marking_value = 0;       // the number of the value that was a mark last
    std::deque<std::string> kept;   // paths and unescaped texts that stand nowhere in the document itself
    size_t kept_used = 0;
    simdjson::ondemand::parser unescaper;

    bool is_end() const { return *at >= limit; }

    // The grammar: Walk.cpp
    bool unfamiliar();
    template <bool is_top> bool object(int depth);
    bool array(Key key, bool may_match, int depth);
    bool nested(Key key, bool may_match, int depth);
    bool scalar(Key key, bool may_match, const char *first, const char *next);
    bool pass();
    bool pass_beside();

    // A document like those before: FamiliarWalk.cpp
    bool familiar();
    bool pass_list(const FamiliarKey *known, const uint32_t *token);
    bool walk_over(const FamiliarKey *known, const uint32_t *token);
    void stand_at(const FamiliarKey *known);
    Key written_key(const uint32_t *token) const;
    Key meant_key(const uint32_t *token);
    bool is_very_key(const FamiliarKey *known, const uint32_t *token) const;
    void keep_familiar(const FamiliarKey *known, const uint32_t *token, uint8_t kind, const char *from, const char *to);
    void keep_unlike(const FamiliarKey *known, const uint32_t *token, uint8_t kind, const char *from, const char *to);
    void keep_if_sought(const FamiliarKey *known, const uint32_t *token, const char *from, const char *to);
    bool keep_uneasy(const FamiliarKey *known, const uint32_t *token);

    // What is kept: Keep.cpp
    void keep(Key key, uint8_t kind, const char *from, const char *to);
    void keep_each(Key key, uint8_t kind, const char *from, const char *to);
    void put(uint16_t slot, uint32_t rank, uint8_t in, const char *text, size_t size, const char *path, size_t path_size,
             uint8_t kind);
    void add(const PlannedUse &use, bool nested, const char *text, size_t size, const char *path, size_t path_size,
             uint8_t kind);
    void keep_sought(Key key, uint8_t kind, const char *from, const char *to);
    Key escaped(Key raw);
    bool ends_with(std::string_view name, const std::string &path, bool &nested) const;
    std::string_view unescaped(std::string_view raw) {
        return raw.data() + raw.size() <= backslash ? raw : without_escapes(raw);
    }
    std::string_view without_escapes(std::string_view raw);
    std::string_view with_code_points(std::string_view raw, std::string &copy);
    std::string_view path_of(std::string_view name) { return depth_of_keys == 0 ? name : nested_path_of(name); }
    std::string_view nested_path_of(std::string_view name);
    std::string joined(std::string_view name) const;
    std::string &keep();
    template <typename Body> void matches(std::string_view name, Body body) const;
};

/// Adds a value. Inlined, and its texts in registers: written to the stack in halves and read again whole, they would stall
/// the processor at every value.
inline __attribute__((always_inline)) void Walk::put(
    uint16_t slot, uint32_t rank, uint8_t in, const char *text, size_t size, const char *path, size_t path_size,
    uint8_t kind) {
    if (__builtin_expect(slot == plan->inner_slot, false)) {
        // journald writes null in place of a message that is too long.
        const bool is_lost = kind == CSJ_NULL && std::string_view(path, path_size) == "MESSAGE";
        if (!is_lost && (kind != CSJ_TEXT || !looks_like_document(std::string_view(text, size)))) return;
        holds_document = true;
    }
    csj_value &value = values.add();
    value.bytes = text;
    value.path = path;
    value.length = uint32_t(size);
    value.path_length = uint32_t(path_size);
    value.rank = rank;
    value.slot = slot;
    value.kind = kind;
    value.container = in;
}
