// The floor for `message`: builds the tree of every mail, and does nothing with it.
//     mails FILE…      prints the number of trees
#include <gmime/gmime.h>
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long trees = 0;
static const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;

static void page(const char *bytes, size_t length) {
    htmlDocPtr document = htmlReadMemory(bytes, (int)length, NULL, "UTF-8", options);
    if (document) trees++;
    xmlFreeDoc(document);
}

static void part(GMimeObject *parent, GMimeObject *object, gpointer data) {
    (void)parent;
    (void)data;
    if (!GMIME_IS_PART(object)) return;
    const char *name = g_mime_part_get_filename((GMimePart *)object);
    GMimeContentType *type = g_mime_object_get_content_type(object);
    if (!g_mime_content_type_is_type(type, "text", "html") && !(name && strstr(name, ".htm"))) return;
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(g_mime_part_get_content((GMimePart *)object), stream);
    GByteArray *bytes = g_mime_stream_mem_get_byte_array((GMimeStreamMem *)stream);
    page((const char *)bytes->data, bytes->len);
    g_object_unref(stream);
}

int main(int count, char **names) {
    g_mime_init();
    for (int index = 1; index < count; index++) {
        FILE *file = fopen(names[index], "rb");
        if (!file) return 1;
        fseek(file, 0, SEEK_END);
        size_t length = (size_t)ftell(file);
        rewind(file);
        char *bytes = malloc(length + 1);
        if (!bytes || fread(bytes, 1, length, file) != length) return 1;
        fclose(file);
        if (memcmp(bytes, "From:", 5) == 0) {
            GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
            GMimeParser *parser = g_mime_parser_new_with_stream(stream);
            GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
            g_mime_message_foreach(message, part, NULL);
            g_object_unref(message);
            g_object_unref(parser);
            g_object_unref(stream);
        } else {
            page(bytes, length);
        }
        free(bytes);
    }
    printf("%ld\n", trees);
    return 0;
}
