// How fast could gzip be read? Inflates FILE, all its members, with zlib, and does nothing with it but count.
//
//     inflate FILE        prints the number of bytes
#include <stdio.h>
#include <string.h>
#include <zlib.h>

enum { room = 256 << 10 };

int main(int count, char **arguments) {
    static unsigned char in[room], out[room];
    FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
    if (!file) {
        fprintf(stderr, "usage: inflate FILE\n");
        return 1;
    }
    setvbuf(file, NULL, _IONBF, 0);
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (inflateInit2(&stream, 15 + 16) != Z_OK) return 1;
    unsigned long long bytes = 0;
    int code = Z_OK;
    while ((stream.avail_in = (unsigned)fread(in, 1, room, file)) > 0) {
        stream.next_in = in;
        while (stream.avail_in > 0) {
            if (code == Z_STREAM_END) inflateReset(&stream);
            do {
                stream.next_out = out;
                stream.avail_out = room;
                code = inflate(&stream, Z_NO_FLUSH);
                if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) return 2;
                bytes += room - stream.avail_out;
            } while (code == Z_OK && stream.avail_out == 0);
            if (code != Z_STREAM_END) break;
        }
    }
    printf("%llu\n", bytes);
    return code == Z_STREAM_END ? 0 : 2;
}
