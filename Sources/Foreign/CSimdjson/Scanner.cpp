#include "Plan.hpp"

#include <deque>
#include <memory>
#include <simdjson.h>
#include <utility>

using namespace simdjson;

namespace {

/// Objects inside objects that are looked into; what stands deeper is skipped and said (`too_deep`).
constexpr int deepest = 64;

/// Thrown nowhere: the walk ends with one of these.
enum class Walk { done, malformed };

bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

std::string_view trimmed(std::string_view token) {
    while (!token.empty() && is_blank(token.back())) token.remove_suffix(1);
    return token;
}

/// RFC 8259's number; simdjson's lazy walk does not look at scalars that nobody asks for.
bool is_number(std::string_view text) {
    size_t i = 0, n = text.size();
    auto digits = [&] { size_t start = i; while (i < n && text[i] >= '0' && text[i] <= '9') i++; return i > start; };
    if (i < n && text[i] == '-') i++;
    if (i < n && text[i] == '0') i++;
    else if (!digits()) return false;
    if (i < n && text[i] == '.') { i++; if (!digits()) return false; }
    if (i < n && (text[i] == 'e' || text[i] == 'E')) {
        i++;
        if (i < n && (text[i] == '+' || text[i] == '-')) i++;
        if (!digits()) return false;
    }
    return i == n;
}

uint8_t scalar_kind(std::string_view token) {
    if (token == "null") return CSJ_NULL;
    if (token == "true") return CSJ_TRUE;
    if (token == "false") return CSJ_FALSE;
    return is_number(token) ? CSJ_NUMBER : 0;
}

}  // namespace

struct csj_scanner {
    const csj_plan *plan;
    ondemand::parser parser;
    std::vector<csj_value> values;
    std::string prefix;               // the path down to the object being walked, each key with its dot
    std::deque<std::string> kept;     // paths and unescaped texts that stand nowhere in the document itself
    size_t kept_used = 0;
    bool too_deep = false;
    bool may_be_response = false;

    explicit csj_scanner(const csj_plan *plan) : plan(plan) {}

    std::string &keep() {
        if (kept_used == kept.size()) kept.emplace_back();
        std::string &text = kept[kept_used++];
        text.clear();
        return text;
    }

    /// Calls `body` for each planned path that a key under the current prefix matches.
    template <typename Body> void matches(std::string_view key, uint8_t container, Body body) {
        bool doubled = key.size() > 8 && key.compare(key.size() - 8, 8, ".keyword") == 0;
        std::string_view plain = doubled ? key.substr(0, key.size() - 8) : key;
        size_t dot = plain.rfind('.');
        std::string_view last = dot == std::string_view::npos ? plain : plain.substr(dot + 1);
        for (uint16_t index : plan->table[csj_plan::bucket(last.data(), last.size())]) {
            const PlannedPath &planned = plan->paths[index];
            if (planned.last != last) continue;
            bool nested = doubled;
            if (planned.top_only) {
                if (container != CSJ_AT_TOP || !prefix.empty() || plain != planned.path) continue;
            } else if (prefix.empty() && plain == planned.path) {
            } else {
                std::string whole = prefix;
                whole.append(plain);
                if (whole.size() != planned.path.size()) nested = true;
                if (whole.size() < planned.path.size()) continue;
                if (whole.compare(whole.size() - planned.path.size(), std::string::npos, planned.path) != 0) continue;
                if (whole.size() > planned.path.size() && whole[whole.size() - planned.path.size() - 1] != '.')
                    continue;
            }
            uint32_t rank = planned.order;
            if (nested) rank += 1u << 16;
            if (!planned.pinned) rank += (container + 1u) << 17;
            body(planned.slot, rank);
        }
    }

    std::string_view path_of(std::string_view key) {
        if (prefix.empty()) return key;
        std::string &whole = keep();
        whole = prefix;
        whole.append(key);
        return whole;
    }

    void add(uint16_t slot, uint32_t rank, uint8_t kind, uint8_t container, std::string_view text,
             std::string_view key) {
        std::string_view path = path_of(key);
        values.push_back({text.data(), path.data(), static_cast<uint32_t>(text.size()),
                          static_cast<uint32_t>(path.size()), rank, slot, kind, container});
    }

    /// A text, unescaped where it must be; one that cannot be unescaped stays as it was written.
    std::string_view unescaped(ondemand::value value, std::string_view raw) {
        if (raw.find('\\') == std::string_view::npos) return raw;
        std::string_view text;
        if (value.get_string().get(text) != SUCCESS) return raw;
        std::string &copy = keep();
        copy.assign(text);
        return copy;
    }

    Walk scalar(ondemand::value value, std::string_view key, uint8_t container) {
        std::string_view token = trimmed(value.raw_json_token());
        uint8_t kind = CSJ_TEXT;
        if (token.size() >= 2 && token.front() == '"' && token.back() == '"') token = token.substr(1, token.size() - 2);
        else if (!(kind = scalar_kind(token))) return Walk::malformed;
        bool used = false;
        std::string_view text;
        matches(key, container, [&](uint16_t slot, uint32_t rank) {
            if (!used) text = kind == CSJ_TEXT ? unescaped(value, token) : token;
            used = true;
            add(slot, rank, kind, container, text, key);
        });
        if (kind == CSJ_TEXT && plan->may_be_sought(token.data(), token.size())) {
            if (!used) text = unescaped(value, token);
            add(CSJ_BY_VALUE, container, kind, container, text, key);
        }
        return Walk::done;
    }

    Walk any(ondemand::value value, std::string_view key, uint8_t container, int depth) {
        ondemand::json_type type;
        if (value.type().get(type) != SUCCESS) return Walk::malformed;
        if (type == ondemand::json_type::object) {
            ondemand::object inner;
            if (value.get_object().get(inner) != SUCCESS) return Walk::malformed;
            if (depth >= deepest) { too_deep = true; return Walk::done; }
            matches(key, container, [&](uint16_t slot, uint32_t rank) {
                add(slot, rank, CSJ_OBJECT, container, std::string_view(), key);
            });
            size_t length = prefix.size();
            prefix.append(key);
            prefix.push_back('.');
            Walk walk = object(inner, container, depth + 1);
            prefix.resize(length);
            return walk;
        }
        if (type == ondemand::json_type::array) {
            ondemand::array inner;
            if (value.get_array().get(inner) != SUCCESS) return Walk::malformed;
            if (depth >= deepest) { too_deep = true; return Walk::done; }
            for (auto element : inner) {
                ondemand::value item;
                if (element.get(item) != SUCCESS) return Walk::malformed;
                if (any(item, key, container, depth + 1) != Walk::done) return Walk::malformed;
            }
            return Walk::done;
        }
        return scalar(value, key, container);
    }

    /// A key's text; unescaped only where it holds a backslash.
    bool key_of(ondemand::field &field, std::string_view &key) {
        const char *start = field.key().raw();
        const char *end = start;
        while (*end != '"' && *end != '\\') end++;
        if (*end == '"') { key = std::string_view(start, end - start); return true; }
        std::string_view text;
        if (field.unescaped_key().get(text) != SUCCESS) return false;
        std::string &copy = keep();
        copy.assign(text);
        key = copy;
        return true;
    }

    Walk object(ondemand::object object, uint8_t container, int depth) {
        for (auto &&result : object) {
            ondemand::field field;
            if (std::move(result).get(field) != SUCCESS) return Walk::malformed;
            std::string_view key;
            if (!key_of(field, key)) return Walk::malformed;
            if (any(field.value(), key, container, depth) != Walk::done) return Walk::malformed;
        }
        return Walk::done;
    }

    /// The document's own keys: here alone `_source` and `fields` are containers.
    Walk top(ondemand::object object) {
        for (auto &&result : object) {
            ondemand::field field;
            if (std::move(result).get(field) != SUCCESS) return Walk::malformed;
            std::string_view key;
            if (!key_of(field, key)) return Walk::malformed;
            ondemand::value value = field.value();
            bool source = key == "_source", fields = key == "fields";
            bool wrapper = key == "hits" || key == "rawResponse";
            if (source || fields || wrapper) {
                ondemand::json_type type;
                if (value.type().get(type) != SUCCESS) return Walk::malformed;
                if (type == ondemand::json_type::object) {
                    if (wrapper) { may_be_response = true; return Walk::done; }
                    ondemand::object inner;
                    if (value.get_object().get(inner) != SUCCESS) return Walk::malformed;
                    if (this->object(inner, source ? CSJ_IN_SOURCE : CSJ_IN_FIELDS, 1) != Walk::done)
                        return Walk::malformed;
                    continue;
                }
            }
            if (any(value, key, CSJ_AT_TOP, 1) != Walk::done) return Walk::malformed;
        }
        return Walk::done;
    }

    int scan(const char *bytes, size_t length, csj_record *record) {
        values.clear();
        prefix.clear();
        kept_used = 0;
        too_deep = may_be_response = false;
        ondemand::document document;
        error_code error = parser.iterate(padded_string_view(bytes, length, length + CSJ_PADDING)).get(document);
        if (error == UTF8_ERROR || error == UNESCAPED_CHARS) return CSJ_BAD_TEXT;
        if (error == MEMALLOC || error == CAPACITY) return CSJ_NO_MEMORY;
        if (error != SUCCESS) return CSJ_MALFORMED;
        ondemand::json_type type;
        if (document.type().get(type) != SUCCESS) return CSJ_MALFORMED;
        if (type == ondemand::json_type::array) return CSJ_IS_ARRAY;
        if (type != ondemand::json_type::object) return CSJ_NO_OBJECT;
        ondemand::object object;
        if (document.get_object().get(object) != SUCCESS) return CSJ_MALFORMED;
        if (top(object) != Walk::done) return CSJ_MALFORMED;
        record->rest = length;
        if (!may_be_response) {
            const char *location;
            if (document.current_location().get(location) == SUCCESS) record->rest = location - bytes;
        }
        record->values = values.data();
        record->count = values.size();
        record->too_deep = too_deep;
        record->may_be_response = may_be_response;
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
