#include "Walk.hpp"

#include "Scalar.hpp"

namespace {

bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

}  // namespace

void Walk::start(const char *text, size_t size, const uint32_t *tokens, size_t count) {
    bytes = text;
    length = size;
    at = tokens;
    end = tokens + count;
    values.clear();
    prefix.clear();
    kept_used = 0;
    too_deep = may_be_response = false;
    has_escapes = std::memchr(text, '\\', size) != nullptr;
}

/// The document's own keys: here alone `_source` and `fields` are containers.
bool Walk::document() {
    at++;
    if (at == end) return false;
    if (bytes[*at] == '}') { at++; return true; }
    for (;;) {
        std::string_view name;
        if (!key(name) || at == end) return false;
        bool opens = bytes[*at] == '{';
        if (opens && (name == "hits" || name == "rawResponse")) { may_be_response = true; return true; }
        bool source = opens && name == "_source", fields = opens && name == "fields";
        if (source || fields) {
            at++;
            if (!object(source ? CSJ_IN_SOURCE : CSJ_IN_FIELDS, 1)) return false;
        } else if (!value(name, CSJ_AT_TOP, 1)) {
            return false;
        }
        if (at == end) return false;
        char next = bytes[*at++];
        if (next == '}') return true;
        if (next != ',') return false;
    }
}

/// What stands behind `{`, to the brace that closes it.
bool Walk::object(uint8_t container, int depth) {
    if (at == end) return false;
    if (bytes[*at] == '}') { at++; return true; }
    for (;;) {
        std::string_view name;
        switch (skim()) {
        case Skim::closed: return true;
        case Skim::malformed: return false;
        case Skim::look: break;
        }
        if (!key(name) || !value(name, container, depth) || at == end) return false;
        char next = bytes[*at++];
        if (next == '}') return true;
        if (next != ',') return false;
    }
}

/// Passes over members that nobody asks for: nearly all of them. What is not plain to see is left to the long way.
Walk::Skim Walk::skim() {
    while (end - at >= 4) {
        const char *name = bytes + at[0], *colon = bytes + at[1], *first = bytes + at[2], *next = bytes + at[3];
        if (*name != '"' || *colon != ':') return Skim::malformed;
        size_t size = colon - name - 2;
        if (colon[-1] != '"' || plan->may_match(name + 1, size)) return Skim::look;
        if (has_escapes && std::memchr(name, '\\', size) != nullptr) return Skim::look;
        if (*first == '"') {
            if (next[-1] != '"' || next - first < 2) return Skim::look;
            if (plan->may_be_sought(first + 1, next - first - 2)) return Skim::look;
        } else if (*first == '{' || *first == '[' || !scalar_kind(std::string_view(first, next - first))) {
            return Skim::look;
        }
        at += 4;
        if (*next == '}') return Skim::closed;
        if (*next != ',') return Skim::malformed;
    }
    return Skim::look;
}

bool Walk::array(std::string_view name, uint8_t container, int depth) {
    if (at == end) return false;
    if (bytes[*at] == ']') { at++; return true; }
    for (;;) {
        if (!value(name, container, depth) || at == end) return false;
        char next = bytes[*at++];
        if (next == ']') return true;
        if (next != ',') return false;
    }
}

bool Walk::value(std::string_view name, uint8_t container, int depth) {
    if (at == end) return false;
    char first = bytes[*at];
    if (first == '{') {
        if (depth >= deepest) return pass();
        at++;
        matches(name, container, [&](uint16_t slot, uint32_t rank) {
            std::string_view path = path_of(name);
            values.push_back({nullptr, path.data(), 0, uint32_t(path.size()), rank, slot, CSJ_OBJECT, container});
        });
        size_t before = prefix.size();
        prefix.append(name);
        prefix.push_back('.');
        bool walked = object(container, depth + 1);
        prefix.resize(before);
        return walked;
    }
    if (first == '[') {
        if (depth >= deepest) return pass();
        at++;
        return array(name, container, depth + 1);
    }
    return scalar(name, container);
}

/// Passes over a value that stands too deep; brackets are matched, nothing else is looked at.
bool Walk::pass() {
    too_deep = true;
    std::string open;
    do {
        char byte = bytes[*at++];
        if (byte == '{' || byte == '[') open.push_back(byte);
        else if (byte == '}' || byte == ']') {
            if (open.back() != (byte == '}' ? '{' : '[')) return false;
            open.pop_back();
        }
    } while (!open.empty() && at != end);
    return open.empty();
}

/// The token at hand, without the blanks behind it.
std::string_view Walk::token() {
    const char *start = bytes + *at++;
    const char *stop = bytes + (at == end ? length : *at);
    while (stop > start && is_blank(stop[-1])) stop--;
    return std::string_view(start, stop - start);
}

bool Walk::scalar(std::string_view name, uint8_t container) {
    std::string_view text = token();
    uint8_t kind = CSJ_TEXT;
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    else if (!(kind = scalar_kind(text))) return false;
    std::string_view plain;
    bool used = false;
    auto add = [&](uint16_t slot, uint32_t rank) {
        if (!used) plain = kind == CSJ_TEXT ? unescaped(text) : text;
        used = true;
        std::string_view path = path_of(name);
        values.push_back({plain.data(), path.data(), uint32_t(plain.size()), uint32_t(path.size()), rank, slot, kind,
                          container});
    };
    matches(name, container, add);
    if (kind == CSJ_TEXT && plan->may_be_sought(text.data(), text.size())) add(CSJ_BY_VALUE, container);
    return true;
}

/// Reads a key and the colon behind it; unescaped only where it holds a backslash.
bool Walk::key(std::string_view &name) {
    if (at == end) return false;
    std::string_view text = token();
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
    if (at == end || bytes[*at] != ':') return false;
    at++;
    name = unescaped(text.substr(1, text.size() - 2));
    return true;
}

/// A text as it is meant; one that cannot be unescaped stays as it was written.
std::string_view Walk::unescaped(std::string_view raw) {
    if (!has_escapes || std::memchr(raw.data(), '\\', raw.size()) == nullptr) return raw;
    std::string quoted = "[\"";
    quoted.append(raw);
    quoted.append("\"]");
    simdjson::padded_string padded(quoted);
    simdjson::ondemand::document document;
    std::string_view text;
    if (unescaper.iterate(padded).get(document) != simdjson::SUCCESS) return raw;
    if (document.at(0).get_string().get(text) != simdjson::SUCCESS) return raw;
    std::string &copy = keep();
    copy.assign(text);
    return copy;
}

std::string &Walk::keep() {
    if (kept_used == kept.size()) kept.emplace_back();
    std::string &text = kept[kept_used++];
    text.clear();
    return text;
}

std::string_view Walk::path_of(std::string_view name) {
    if (prefix.empty()) return name;
    std::string &whole = keep();
    whole = prefix;
    whole.append(name);
    return whole;
}

/// Calls `body` for each planned path that a key under the current prefix matches.
template <typename Body> void Walk::matches(std::string_view name, uint8_t container, Body body) {
    std::string_view plain = name, last = name;
    bool doubled = false;
    if (std::memchr(name.data(), '.', name.size()) != nullptr) {
        // Kibana doubles a text field as `x.keyword`.
        doubled = name.size() > 8 && name.compare(name.size() - 8, 8, ".keyword") == 0;
        if (doubled) plain = name.substr(0, name.size() - 8);
        size_t dot = plain.rfind('.');
        last = dot == std::string_view::npos ? plain : plain.substr(dot + 1);
    }
    for (uint16_t index : plan->table[csj_plan::bucket(last.data(), last.size())]) {
        const PlannedPath &planned = plan->paths[index];
        if (planned.last != last) continue;
        bool nested = doubled;
        if (planned.top_only) {
            if (container != CSJ_AT_TOP || !prefix.empty() || plain != planned.path) continue;
        } else if (!prefix.empty() || plain != planned.path) {
            std::string whole = prefix;
            whole.append(plain);
            size_t size = planned.path.size();
            if (whole.size() < size || whole.compare(whole.size() - size, size, planned.path) != 0) continue;
            if (whole.size() > size && whole[whole.size() - size - 1] != '.') continue;
            if (whole.size() > size) nested = true;
        }
        uint32_t rank = planned.order;
        if (nested) rank += 1u << 16;
        if (!planned.pinned) rank += (container + 1u) << 17;
        body(planned.slot, rank);
    }
}
