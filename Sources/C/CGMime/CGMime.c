#include "CGMime.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "Library.h"

typedef struct {
    const cgm_library *lib;
    const cgm_events *events;
    int alternatives;
} walk;

// Where a part stands: the path grows with the depth, which the caller has bounded.
typedef struct {
    char path[4096];
    int alternative;
    int choice;
} place;

static int is_a(const walk *self, void *object, GType type) {
    return self->lib->g_type_check_instance_is_a((GTypeInstance *)object, type);
}

static void on_warning(gint64 offset, GMimeParserWarning code, const gchar *item, gpointer data) {
    (void)item;
    const cgm_events *events = data;
    switch (code) {
        // Untidy headers change no text of a part.
        case GMIME_WARN_DUPLICATED_HEADER:
        case GMIME_WARN_DUPLICATED_PARAMETER:
        case GMIME_WARN_UNENCODED_8BIT_HEADER:
        case GMIME_WARN_INVALID_RFC2047_HEADER_VALUE:
        case GMIME_WARN_INVALID_ADDRESS_LIST: return;
        default: events->damage(events->context, offset, code == GMIME_WARN_TRUNCATED_MESSAGE);
    }
}

static void child(place *below, const place *above, int number, int alternative, int choice) {
    size_t length = strlen(above->path);
    memcpy(below->path, above->path, length + 1);
    // A path that is too long stays as it is; depth is bounded far below that.
    if (length + 16 < sizeof below->path) snprintf(below->path + length, 16, length ? ".%d" : "%d", number);
    below->alternative = alternative;
    below->choice = choice;
}

static void leaf(walk *self, GMimeObject *object, const place *at) {
    const cgm_library *lib = self->lib;
    GMimeContentType *type = lib->g_mime_object_get_content_type(object);
    const char *media = type ? lib->g_mime_content_type_get_media_type(type) : NULL;
    const char *subtype = type ? lib->g_mime_content_type_get_media_subtype(type) : NULL;
    char name[256];
    snprintf(name, sizeof name, "%s/%s", media ? media : "text", subtype ? subtype : "plain");
    for (char *byte = name; *byte; byte++) {
        if (*byte >= 'A' && *byte <= 'Z') *byte += 'a' - 'A';
    }
    GMimeContentDisposition *disposition = lib->g_mime_object_get_content_disposition(object);
    const char *how = disposition ? lib->g_mime_content_disposition_get_disposition(disposition) : NULL;
    GMimePart *part = (GMimePart *)object;
    GMimeDataWrapper *content = lib->g_mime_part_get_content(part);
    GMimeStream *stream = content ? lib->g_mime_data_wrapper_get_stream(content) : NULL;
    gint64 length = stream ? lib->g_mime_stream_length(stream) : 0;
    if (length < 0) length = 0;
    unsigned char *bytes = malloc((size_t)length + 1);
    if (!bytes) abort();
    size_t have = 0;
    if (stream && lib->g_mime_stream_reset(stream) == 0) {
        while (have < (size_t)length) {
            ssize_t count = lib->g_mime_stream_read(stream, (char *)bytes + have, (size_t)length - have);
            if (count <= 0) break;
            have += (size_t)count;
        }
    }
    cgm_part found = {
        .path = at->path, .type = name,
        .charset = type ? lib->g_mime_content_type_get_parameter(type, "charset") : NULL,
        .file_name = lib->g_mime_part_get_filename(part),
        .encoding = lib->g_mime_object_get_header(object, "Content-Transfer-Encoding"),
        .format = type ? lib->g_mime_content_type_get_parameter(type, "format") : NULL,
        .delsp = type ? lib->g_mime_content_type_get_parameter(type, "delsp") : NULL,
        .alternative = at->alternative, .choice = at->choice,
        .is_attachment = how && strcasecmp(how, "attachment") == 0, .bytes = bytes, .length = have,
    };
    self->events->part(self->events->context, &found);
    free(bytes);
}

static void visit_message(walk *self, GMimeMessage *message, const place *at);

static void visit(walk *self, GMimeObject *object, const place *at) {
    const cgm_library *lib = self->lib;
    if (is_a(self, object, lib->g_mime_multipart_get_type())) {
        GMimeMultipart *multipart = (GMimeMultipart *)object;
        GMimeContentType *type = lib->g_mime_object_get_content_type(object);
        const char *subtype = type ? lib->g_mime_content_type_get_media_subtype(type) : NULL;
        int is_choice = subtype && strcasecmp(subtype, "alternative") == 0;
        int alternative = is_choice ? ++self->alternatives : at->alternative;
        int count = lib->g_mime_multipart_get_count(multipart);
        place *below = malloc(sizeof *below);
        if (!below) abort();
        for (int index = 0; index < count; index++) {
            child(below, at, index + 1, alternative, is_choice ? index + 1 : at->choice);
            visit(self, lib->g_mime_multipart_get_part(multipart, index), below);
        }
        free(below);
    } else if (is_a(self, object, lib->g_mime_message_part_get_type())) {
        GMimeMessage *message = lib->g_mime_message_part_get_message((GMimeMessagePart *)object);
        place *below = malloc(sizeof *below);
        if (!below) abort();
        child(below, at, 1, 0, 0);
        if (message) visit_message(self, message, below);
        free(below);
    } else if (is_a(self, object, lib->g_mime_part_get_type())) {
        leaf(self, object, at);
    }
}

static void visit_message(walk *self, GMimeMessage *message, const place *at) {
    const cgm_library *lib = self->lib;
    GDateTime *date = lib->g_mime_message_get_date(message);
    self->events->message(self->events->context, date != NULL, date ? lib->g_date_time_to_unix(date) : 0,
                          lib->g_mime_object_get_header((GMimeObject *)message, "Date"),
                          lib->g_mime_message_get_subject(message));
    GMimeObject *root = lib->g_mime_message_get_mime_part(message);
    if (root) visit(self, root, at);
    self->events->message_end(self->events->context);
}

cgm_outcome cgm_walk(const unsigned char *bytes, size_t length, const cgm_events *events) {
    const cgm_library *lib = cgm_load();
    if (!lib) return CGM_NO_LIBRARY;
    GMimeStream *stream = lib->g_mime_stream_mem_new_with_buffer((const char *)bytes, length);
    GMimeParser *parser = lib->g_mime_parser_new_with_stream(stream);
    GMimeParserOptions *options = lib->g_mime_parser_options_new();
    lib->g_mime_parser_options_set_warning_callback(options, on_warning, (gpointer)events);
    GMimeMessage *message = lib->g_mime_parser_construct_message(parser, options);
    walk self = {lib, events, 0};
    place top = {"", 0, 0};
    if (message) {
        visit_message(&self, message, &top);
        lib->g_object_unref(message);
    }
    lib->g_mime_parser_options_free(options);
    lib->g_object_unref(parser);
    lib->g_object_unref(stream);
    return message ? CGM_WALKED : CGM_NO_MESSAGE;
}
