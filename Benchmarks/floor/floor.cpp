// How fast could it be? Reads the fields that `explain` reads from NDJSON hits, and does nothing with them but count
// (reason, integration). No formats, no damage, no configuration: a program that does more cannot be much faster.
//
//     floor [-t THREADS] [FILE]      "-" or nothing: stdin
#include <fcntl.h>
#include <simdjson.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <vector>

using namespace simdjson;

namespace {

// Large enough that reading and waking cost nothing, small enough to stay in the second-level cache.
constexpr size_t chunkSize = 1 << 20;

struct Group {
    std::string reason, integration;
    uint64_t count;
};

struct Tally {
    uint64_t records = 0, restricted = 0, malformed = 0;
    uint64_t bytes = 0;  // of all values read, so that the compiler cannot leave the reading out
    std::vector<Group> groups;

    void add(std::string_view reason, std::string_view integration, uint64_t count) {
        // There are half a dozen groups: looking at all of them beats hashing.
        for (Group& group : groups) {
            if (group.reason == reason && group.integration == integration) {
                group.count += count;
                return;
            }
        }
        groups.push_back({std::string(reason), std::string(integration), count});
    }
};

[[noreturn]] void fail(const char* what) {
    std::fprintf(stderr, "floor: %s: %s\n", what, std::strerror(errno));
    std::exit(1);
}

// A string without its quotes, anything else (a number, null) as it stands.
std::string_view text(ondemand::value value) {
    if (value.type() == ondemand::json_type::string) return value.get_string();
    return value.type() == ondemand::json_type::null ? std::string_view() : value.raw_json_token();
}

bool startsWith(const char* raw, std::string_view rest) { return std::memcmp(raw, rest.data(), rest.size()) == 0; }

void readSource(ondemand::object source, Tally& tally) {
    std::string_view reason, integration;
    for (auto field : source) {
        // The raw key is followed by its quote, which ends every comparison; the buffer's padding keeps it in bounds.
        const char* key = field.key().value().raw();
        switch (key[0]) {
        case '@':
            if (startsWith(key, "@timestamp\"")) tally.bytes += text(field.value()).size();
            break;
        case 'b':
            if (startsWith(key, "businessNumber\"")) tally.bytes += text(field.value()).size();
            break;
        case 'i':
            if (startsWith(key, "integrationSource\"")) integration = text(field.value());
            break;
        case 'm':
            if (startsWith(key, "message\"")) tally.bytes += text(field.value()).size();
            break;
        case 'p':
            if (startsWith(key, "pms_appointment_") &&
                (startsWith(key + 16, "status\"") || startsWith(key + 16, "type\"") ||
                 startsWith(key + 16, "practice_name\"") || startsWith(key + 16, "procedure_code\"")))
                tally.bytes += text(field.value()).size();
            break;
        case 'r':
            if (startsWith(key, "restrictionReason\"")) reason = text(field.value());
            break;
        default: break;
        }
    }
    ++tally.records;
    if (!reason.empty()) {
        ++tally.restricted;
        tally.add(reason, integration, 1);
    }
}

// Whole lines, with simdjson's padding behind them. One index for all of them (iterate_many) is about 6 % faster than
// one a line.
void readLines(ondemand::parser& parser, const char* from, const char* to, Tally& tally) {
    if (from >= to) return;
    parser.threaded = false;  // we have threads of our own
    ondemand::document_stream documents;
    // A batch must hold the longest document, so it holds everything.
    if (parser.iterate_many(from, to - from, to - from + SIMDJSON_PADDING).get(documents)) {
        ++tally.malformed;
        return;
    }
    for (auto at = documents.begin(); at != documents.end(); ++at) {
        try {
            auto document = *at;
            for (auto field : document.get_object()) {
                if (startsWith(field.key().value().raw(), "_source\"")) readSource(field.value(), tally);
            }
        } catch (const simdjson_error&) {
            ++tally.malformed;
        }
    }
    if (documents.truncated_bytes() > 0) ++tally.malformed;
}

struct Buffer {
    std::vector<char> memory = std::vector<char>(chunkSize + 2 * SIMDJSON_PADDING);
    size_t used = 0;

    size_t room() const { return memory.size() - SIMDJSON_PADDING - used; }
    char* end() { return memory.data() + used; }
    void grow() { memory.resize(memory.size() * 2); }
};

// A regular file: each thread takes the next piece. A line belongs to the piece in which it begins.
void readPieces(int file, size_t size, std::atomic<size_t>& next, Tally& tally) {
    ondemand::parser parser;
    Buffer buffer;
    for (size_t start; (start = next.fetch_add(chunkSize)) < size;) {
        const size_t stop = std::min(start + chunkSize, size);
        // One byte earlier: is the piece's first line its own?
        size_t position = start > 0 ? start - 1 : 0;
        const size_t base = position;
        buffer.used = 0;
        const char* lastNewline = nullptr;
        while (position < size) {
            if (buffer.room() == 0) buffer.grow();
            const size_t wanted = position < stop ? stop - position : 64 * 1024;
            const ssize_t got = pread(file, buffer.end(), std::min(buffer.room(), wanted), off_t(position));
            if (got < 0) fail("read");
            if (got == 0) break;
            const char* fresh = buffer.end();
            buffer.used += size_t(got);
            position += size_t(got);
            if (position < stop) continue;
            // Beyond the piece's last byte, its last line still has to be finished.
            const char* from = std::max<const char*>(fresh, buffer.memory.data() + (stop - 1 - base));
            lastNewline = static_cast<const char*>(std::memchr(from, '\n', buffer.end() - from));
            if (lastNewline) break;
        }
        const char* first = buffer.memory.data();
        const char* last = lastNewline ? lastNewline : buffer.end();
        if (start > 0) {
            first = static_cast<const char*>(std::memchr(first, '\n', last - first));
            if (!first) continue;  // in the middle of a line longer than a piece
            ++first;
        }
        readLines(parser, first, last, tally);
    }
}

// A pipe: threads take turns reading, and leave the unfinished line to the next.
struct Stream {
    int file;
    std::mutex turn;
    std::string rest;
    bool ended = false;
};

void readStream(Stream& stream, Tally& tally) {
    ondemand::parser parser;
    Buffer buffer;
    for (;;) {
        {
            std::lock_guard<std::mutex> lock(stream.turn);
            if (stream.ended) return;
            buffer.used = 0;
            while (buffer.room() < stream.rest.size()) buffer.grow();
            std::memcpy(buffer.memory.data(), stream.rest.data(), stream.rest.size());
            buffer.used = stream.rest.size();
            for (;;) {
                if (buffer.room() == 0) {
                    if (memrchr(buffer.memory.data(), '\n', buffer.used)) break;
                    buffer.grow();
                }
                const ssize_t got = read(stream.file, buffer.end(), buffer.room());
                if (got < 0) fail("read");
                if (got == 0) {
                    stream.ended = true;
                    break;
                }
                buffer.used += size_t(got);
            }
            const char* begin = buffer.memory.data();
            if (!stream.ended) {
                auto* newline = static_cast<const char*>(memrchr(begin, '\n', buffer.used));
                const size_t whole = size_t(newline + 1 - begin);
                stream.rest.assign(newline + 1, buffer.used - whole);
                buffer.used = whole;
            }
        }
        readLines(parser, buffer.memory.data(), buffer.end(), tally);
    }
}

// No value in the benchmark's data needs more than this.
std::string jsonString(std::string_view text) {
    std::string result = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

}  // namespace

int main(int argc, char** argv) {
    unsigned threads = std::max(1u, std::thread::hardware_concurrency());
    const char* path = "-";
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "-t" && i + 1 < argc)
            threads = unsigned(std::max(1, std::atoi(argv[++i])));
        else
            path = argv[i];
    }
    const int file = std::string_view(path) == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) fail(path);

    std::vector<Tally> tallies(threads);
    std::vector<std::thread> workers;
    std::atomic<size_t> next{0};
    Stream stream{file, {}, {}};
    for (Tally& tally : tallies) {
        if (S_ISREG(status.st_mode))
            workers.emplace_back([&] { readPieces(file, size_t(status.st_size), next, tally); });
        else
            workers.emplace_back([&] { readStream(stream, tally); });
    }
    for (std::thread& worker : workers) worker.join();

    Tally total;
    for (const Tally& tally : tallies) {
        total.records += tally.records;
        total.restricted += tally.restricted;
        total.malformed += tally.malformed;
        total.bytes += tally.bytes;
        for (const Group& group : tally.groups) total.add(group.reason, group.integration, group.count);
    }
    std::sort(total.groups.begin(), total.groups.end(), [](const Group& a, const Group& b) {
        return std::tie(a.integration, a.reason) < std::tie(b.integration, b.reason);
    });
    std::printf("{\"records\":%llu,\"restricted\":%llu,\"malformed\":%llu,\"valueBytes\":%llu,\"groups\":[",
                static_cast<unsigned long long>(total.records), static_cast<unsigned long long>(total.restricted),
                static_cast<unsigned long long>(total.malformed), static_cast<unsigned long long>(total.bytes));
    const char* comma = "";
    for (const Group& group : total.groups) {
        std::printf("%s{\"reason\":%s,\"integration\":%s,\"count\":%llu}", comma, jsonString(group.reason).c_str(),
                    jsonString(group.integration).c_str(), static_cast<unsigned long long>(group.count));
        comma = ",";
    }
    std::printf("]}\n");
    return total.malformed == 0 ? 0 : 2;
}
