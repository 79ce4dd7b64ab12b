#include "Walk.hpp"

namespace {

/// What a backslash and this byte stand for; NUL for what is not one byte, or no escape.
char escaped_byte(char byte) {
    switch (byte) {
    case '"': case '\\': case '/': return byte;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return '\0';
    }
}

}  // namespace

/// Keeps a value as one use of its path.
inline __attribute__((always_inline)) void Walk::add(
    const PlannedUse &use, bool nested, const char *text, size_t size, const char *path, size_t path_size,
    uint8_t kind) {
    put(use.slot, rank(use, nested, container), container, text, size, path, path_size, kind);
}

/// Keeps the value, raw between `from` and `to`, once for each planned path that its key matches.
void Walk::keep(Key key, uint8_t kind, const char *from, const char *to) {
    const WholeKey *whole = nullptr;
    if (depth_of_keys == 0) whole = plan->whole_key(key.from, key.to);
    if (whole == nullptr) {
        // At the top, another path than a key's own needs a dot in it.
        if (depth_of_keys == 0 && std::memchr(key.from, '.', key.to - key.from) == nullptr) return;
        return keep_each(key, kind, from, to);
    }
    if (kind == CSJ_TEXT && __builtin_expect(to > backslash, false)) {
        std::string_view plain = without_escapes(std::string_view(from, to - from));
        from = plain.data();
        to = from + plain.size();
    }
    for (const PlannedUse &use : whole->uses)
        if (!use.top_only || container == CSJ_AT_TOP) add(use, false, from, to - from, key.from, key.to - key.from, kind);
}

/// The same for a key that stands deeper or has dots.
void Walk::keep_each(Key key, uint8_t kind, const char *from, const char *to) {
    std::string_view raw(from, to - from), path;
    matches(key.name(), [&](const PlannedUse &use, bool nested) {
        if (path.data() == nullptr) {
            if (kind == CSJ_TEXT) raw = unescaped(raw);
            path = path_of(key.name());
        }
        add(use, nested, raw.data(), raw.size(), path.data(), path.size(), kind);
    });
}

/// Keeps a value for what it may say, wherever it stands.
void Walk::keep_sought(Key key, uint8_t kind, const char *from, const char *to) {
    std::string_view plain(from, to - from), path = path_of(key.name());
    if (kind == CSJ_TEXT) plain = unescaped(plain);
    values.add() = {plain.data(), path.data(), uint32_t(plain.size()), uint32_t(path.size()), container,
                    CSJ_BY_VALUE, kind, container};
}

/// Calls `body` for each planned path that a key below the current ones matches.
template <typename Body> void Walk::matches(std::string_view name, Body body) const {
    uint64_t tail = csj_plan::tail(name.data() + name.size());
    bool doubled = name.size() > 8 && plan->is_doubled(tail);
    if (doubled) {
        name.remove_suffix(8);
        tail = csj_plan::tail(name.data() + name.size());
    }
    plan->each_ending(tail, [&](const KeyEnding &ending) {
        for (uint16_t index : ending.paths) {
            const PlannedPath &planned = plan->paths[index];
            bool nested = doubled;
            if (depth_of_keys == 0 && name == planned.path) {
                if (planned.use.top_only && container != CSJ_AT_TOP) continue;
            } else if (planned.use.top_only || !ends_with(name, planned.path, nested)) {
                continue;
            }
            body(planned.use, nested);
        }
    });
}

/// Whether the path down to `name` ends with `path` at a dot; sets `nested` if something stands before that.
bool Walk::ends_with(std::string_view name, const std::string &path, bool &nested) const {
    std::string whole;
    if (name.size() < path.size()) {
        if (depth_of_keys == 0) return false;
        whole = joined(name);
        if (whole.size() < path.size()) return false;
        name = whole;
    } else if (name.size() == path.size()) {
        if (name != path) return false;
        nested = nested || depth_of_keys > 0;
        return true;
    }
    size_t before = name.size() - path.size();
    if (name.compare(before, path.size(), path) != 0) return false;
    if (before == 0) return true;
    nested = true;
    return name[before - 1] == '.';
}

std::string Walk::joined(std::string_view name) const {
    std::string whole;
    for (int index = 0; index < depth_of_keys; index++) whole.append(above[index]).push_back('.');
    return whole.append(name);
}

std::string_view Walk::nested_path_of(std::string_view name) {
    std::string &whole = keep();
    whole = joined(name);
    return whole;
}

/// A key as it is meant.
Walk::Key Walk::escaped(Key raw) {
    // What stands before the key need not be searched again, what stands behind it only once.
    const void *found = std::memchr(raw.from, '\\', bytes + limit - raw.from);
    backslash = found ? static_cast<const char *>(found) : bytes + limit;
    if (raw.to <= backslash) return raw;
    std::string_view name = without_escapes(raw.name());
    // A key's tail is looked at, so something must stand before it.
    std::string &copy = keep();
    copy.assign(CSJ_LEAD, '"').append(name);
    return {copy.data() + CSJ_LEAD, copy.data() + copy.size()};
}

/// A text as it is meant; one that cannot be unescaped stays as it was written.
std::string_view Walk::without_escapes(std::string_view raw) {
    const char *at = raw.data(), *const end = at + raw.size();
    const void *found = std::memchr(at, '\\', end - at);
    if (found == nullptr) return raw;
    std::string &copy = keep();
    while (found != nullptr) {
        const char *escape = static_cast<const char *>(found);
        const char meant = escape + 1 < end ? escaped_byte(escape[1]) : '\0';
        if (meant == '\0') return with_code_points(raw, copy);
        copy.append(at, escape).push_back(meant);
        at = escape + 2;
        found = std::memchr(at, '\\', end - at);
    }
    copy.append(at, end);
    return copy;
}

/// The same of a text with escapes of several bytes, or with one that JSON does not know.
std::string_view Walk::with_code_points(std::string_view raw, std::string &copy) {
    std::string quoted = "[\"";
    quoted.append(raw);
    quoted.append("\"]");
    simdjson::padded_string padded(quoted);
    simdjson::ondemand::document document;
    std::string_view text;
    if (unescaper.iterate(padded).get(document) != simdjson::SUCCESS) return raw;
    if (document.at(0).get_string().get(text) != simdjson::SUCCESS) return raw;
    copy.assign(text);
    return copy;
}

std::string &Walk::keep() {
    if (kept_used == kept.size()) kept.emplace_back();
    std::string &text = kept[kept_used++];
    text.clear();
    return text;
}

template <typename Body> void Walk::each_use(std::string_view path, Body body) const {
    const WholeKey *whole = plan->whole_key(path.data(), path.data() + path.size());
    if (whole != nullptr)
        for (const PlannedUse &use : whole->uses) body(use, rank(use, false, container));
    else
        matches(path, [&](const PlannedUse &use, bool nested) { body(use, rank(use, nested, container)); });
}

extern "C" size_t csj_plan_uses(const csj_plan *plan, const char *path, size_t length, csj_use *uses, size_t room) {
    Walk walk(plan);
    size_t count = 0;
    // A path's tail is looked at, so something must stand before it.
    std::string copy(CSJ_LEAD, '"');
    copy.append(path, length);
    walk.at_top();
    walk.each_use(std::string_view(copy).substr(CSJ_LEAD), [&](const PlannedUse &use, uint32_t rank) {
        if (count < room) uses[count] = {rank, use.slot};
        count++;
    });
    return count;
}

extern "C" bool csj_plan_has_mark(const csj_plan *plan, const char *name, size_t length) {
    // What stands around a name is looked at.
    std::string copy(CSJ_LEAD, '"');
    copy.append(name, length).append(CSJ_LEAD, '"');
    return plan->has_mark(std::string_view(copy).substr(CSJ_LEAD, length));
}
