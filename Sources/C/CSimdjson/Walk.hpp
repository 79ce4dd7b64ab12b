#pragma once

#include "Plan.hpp"

#include <deque>
#include <simdjson.h>

/// Walks one document's tokens and keeps the values that the plan asks for.
///
/// It checks the whole grammar, since a document that is damaged somewhere must not pass for a record, but touches the
/// text of a value only where the plan asks for it. It relies on what the first stage guarantees: every quote at which
/// a token begins opens a string, and the string ends before the next token with nothing but blanks between.
class Walk {
public:
    std::vector<csj_value> values;
    bool too_deep = false;
    bool may_be_response = false;
    bool holds_document = false;
    bool may_hold_others = false;

    explicit Walk(const csj_plan *plan) : plan(plan) {}

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
    template <bool is_top> bool object(int depth);
    bool array(Key key, bool may_match, int depth);
    bool nested(Key key, bool may_match, int depth);
    bool scalar(Key key, bool may_match, const char *first, const char *next);
    bool pass();

    // What is kept: Keep.cpp
    void keep(Key key, uint8_t kind, const char *from, const char *to);
    void keep_each(Key key, uint8_t kind, const char *from, const char *to);
    void add(const PlannedUse &use, bool nested, const char *text, size_t size, const char *path, size_t path_size,
             uint8_t kind);
    static uint32_t rank(const PlannedUse &use, bool nested, uint8_t container) {
        uint32_t rank = use.order;
        if (nested) rank += 1u << 16;
        if (!use.pinned) rank += (container + 1u) << 17;
        return rank;
    }
    void keep_sought(Key key, uint8_t kind, const char *from, const char *to);
    Key escaped(Key raw);
    bool ends_with(std::string_view name, const std::string &path, bool &nested) const;
    std::string_view unescaped(std::string_view raw) {
        return raw.data() + raw.size() <= backslash ? raw : without_escapes(raw);
    }
    std::string_view without_escapes(std::string_view raw);
    std::string_view path_of(std::string_view name) { return depth_of_keys == 0 ? name : nested_path_of(name); }
    std::string_view nested_path_of(std::string_view name);
    std::string joined(std::string_view name) const;
    std::string &keep();
    template <typename Body> void matches(std::string_view name, Body body) const;
};
