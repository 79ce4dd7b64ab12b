#include "FamiliarKeys.hpp"

#include "Walk.hpp"

#include <algorithm>

namespace {

/// The first token behind the object or the array that begins at `token`.
const uint32_t *behind(const char *text, const uint32_t *token) {
    int open = 0;
    do {
        const char byte = text[*token++];
        if (byte == '{' || byte == '[') open++;
        if (byte == '}' || byte == ']') open--;
    } while (open > 0);
    return token;
}

}  // namespace

ValueLead::ValueLead(const char *open, const char *value) {
    const size_t own = std::min(static_cast<size_t>(value - open), reach);
    std::memcpy(bytes + reach - own, value - own, own);
    foreign = (1u << (reach - own)) - 1;
}

FamiliarKeys::FamiliarKeys(const csj_plan *plan) : plan(plan) {
    stranger.lead.foreign = 0;
    for (FamiliarKey *key : {&stranger, &top}) key->next = key->other = key->inside = &stranger;
}

void FamiliarKeys::note(bool was_familiar) {
    if (was_familiar) {
        if (credit < most_credit && ++credit == most_credit) next_pause = shortest_pause;
        return;
    }
    credit -= cost;
    if (credit >= 0) return;
    credit = most_credit / 2;
    pause = next_pause;
    next_pause = std::min(next_pause * 2, longest_pause);
}

FamiliarKey *FamiliarKeys::find(FamiliarKey *parent, FamiliarKey *before, const char *open, const char *value) {
    FamiliarKey *key = nullptr;
    if (before != nullptr && before->other->lead.stands_before(value)) key = before->other;
    else if (*open == '"' && open < value) key = seen(ValueLead(open, value), parent);
    if (key != nullptr) expect(key, parent, before);
    return key;
}

void FamiliarKeys::expect(FamiliarKey *key, FamiliarKey *parent, FamiliarKey *before) {
    if (before == nullptr) {
        parent->inside = key;
    } else if (before->next != key) {
        before->other = before->next;
        before->next = key;
    }
}

void FamiliarKeys::learn(const char *text, const uint32_t *tokens, const uint32_t *end) {
    FamiliarKey *parent = root(), *before = nullptr;
    for (const uint32_t *token = tokens + 1; end - token >= 4;) {
        const char *open = text + token[0], *colon = text + token[1], *value = text + token[2];
        // What a lead says for certain is told at `Walk::familiar`: it needs a key as nearly all are written.
        if (*open != '"' || colon[-1] != '"' || value - colon > 2) return;
        if (std::memchr(open, '\\', colon - open) != nullptr) return;
        const ValueLead lead(open, value);
        const std::string_view name(open + 1, colon - open - 2);
        FamiliarKey *key = seen(lead, parent);
        if (key == nullptr) key = add(lead, parent, name.data(), name.data() + name.size());
        if (key == nullptr) return;
        expect(key, parent, before);
        before = key;
        if (*value == '{' && text[token[3]] != '}' && key->opens_plainly && key->name == name) {
            token += 3;
            parent = key;
            before = nullptr;
            continue;
        }
        token = opens(*value) ? behind(text, token + 2) : token + 3;
        for (; token < end && text[*token] == '}'; token++) {
            if (parent == root()) return;
            before = parent;
            parent = parent->parent;
        }
        token++;
    }
}

size_t FamiliarKeys::hash(const ValueLead &lead, const FamiliarKey *parent) {
    uint64_t low, high;
    std::memcpy(&low, lead.bytes, 8);
    std::memcpy(&high, lead.bytes + 8, 8);
    return ((low * 31 + high + reinterpret_cast<uintptr_t>(parent)) * 0x9E3779B97F4A7C15u) >> 54;
}

/// The key with this lead in the object of `parent`.
FamiliarKey *FamiliarKeys::seen(const ValueLead &lead, const FamiliarKey *parent) {
    for (uint16_t number = first[hash(lead, parent)]; number != 0; number = keys[number - 1].next_alike) {
        FamiliarKey &key = keys[number - 1];
        if (key.parent == parent && key.lead.foreign == lead.foreign
            && std::memcmp(key.lead.bytes, lead.bytes, ValueLead::reach) == 0)
            return &key;
    }
    return nullptr;
}

/// Remembers the key between `from` and `to`; nothing where there is no room.
FamiliarKey *FamiliarKeys::add(const ValueLead &lead, FamiliarKey *parent, const char *from, const char *to) {
    if (keys.size() == most) return nullptr;
    keys.reserve(most);
    FamiliarKey &key = keys.emplace_back();
    key.lead = lead;
    key.name.assign(from, to);
    key.next = key.other = key.inside = &stranger;
    key.parent = parent;
    place(key);
    const bool is_short = parent == root() && key.name.size() <= 2;
    key.may_match = plan->may_match(csj_plan::tail(to)) || (is_short && plan->any_short);
    const WholeKey *whole = key.depth_of_keys == 0 && key.may_match ? plan->whole_key(from, to) : nullptr;
    if (whole != nullptr) {
        key.is_planned = true;
        for (const PlannedUse &use : whole->uses)
            if (!use.top_only || key.container == CSJ_AT_TOP)
                key.uses.push_back({Walk::rank(use, false, key.container), use.slot});
    }
    uint16_t &head = first[hash(lead, parent)];
    key.next_alike = head;
    head = static_cast<uint16_t>(keys.size());
    return &key;
}

/// Finds out what a key's place means, as `Walk::object` does.
void FamiliarKeys::place(FamiliarKey &key) {
    const FamiliarKey &parent = *key.parent;
    const bool is_at_top = key.parent == root();
    if (is_at_top || (parent.parent == root() && is_container(parent.name))) {
        key.container = is_at_top ? static_cast<uint8_t>(CSJ_AT_TOP) : container_of(parent.name);
        key.depth = 1;
        key.depth_of_keys = 0;
    } else {
        key.container = parent.container;
        key.depth = parent.depth + 1;
        key.depth_of_keys = parent.depth_of_keys + 1;
    }
    key.opens_plainly = key.depth < deepest && !(key.depth_of_keys == 0 && is_beside(key.name))
        && !(is_at_top && (is_answer(key.name) || is_list(key.name, true)));
}
