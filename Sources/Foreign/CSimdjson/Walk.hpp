#pragma once

#include "Plan.hpp"

#include <deque>
#include <memory>
#include <simdjson.h>

/// Walks one document's tokens and keeps the values that the plan asks for.
///
/// It checks the whole grammar, since a document that is damaged somewhere must not pass for a record, but touches the
/// text of a value only where the plan asks for it.
class Walk {
public:
    std::vector<csj_value> values;
    bool too_deep = false;
    bool may_be_response = false;

    explicit Walk(const csj_plan *plan) : plan(plan) {}

    /// `tokens`: the offsets at which the document's tokens begin, in order.
    void start(const char *bytes, size_t length, const uint32_t *tokens, size_t count);

    /// The first byte of the first token; NUL if there is none.
    char first() const { return at == end ? '\0' : bytes[*at]; }

    /// Walks the document; false if it is malformed.
    bool document();

    /// Where text goes on behind the document, or its length.
    size_t rest() const { return at == end ? length : *at; }

private:
    /// Objects inside objects that are looked into; what stands deeper is passed over and said (`too_deep`).
    static constexpr int deepest = 64;

    const csj_plan *plan;
    const char *bytes = nullptr;
    size_t length = 0;
    const uint32_t *at = nullptr;
    const uint32_t *end = nullptr;
    bool has_escapes = false;       // a backslash anywhere: only then is any text looked through for one
    std::string prefix;             // the path down to the object being walked, each key with its dot
    std::deque<std::string> kept;   // paths and unescaped texts that stand nowhere in the document itself
    size_t kept_used = 0;
    simdjson::ondemand::parser unescaper;

    /// How far `skim` came: to the object's end, to damage, or to a member that must be looked at.
    enum class Skim { closed, malformed, look };

    Skim skim();
    bool object(uint8_t container, int depth);
    bool array(std::string_view key, uint8_t container, int depth);
    bool value(std::string_view key, uint8_t container, int depth);
    bool scalar(std::string_view key, uint8_t container);
    bool key(std::string_view &key);
    bool pass();
    std::string_view token();
    std::string_view unescaped(std::string_view raw);
    std::string &keep();
    std::string_view path_of(std::string_view key);
    template <typename Body> void matches(std::string_view key, uint8_t container, Body body);
};
