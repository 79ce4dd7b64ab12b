// What is called in GMime and GLib; the types come from their own headers, so that the compiler checks every call.
#pragma once
#include "CLazyLibrary.h"

#include <gmime/gmime.h>

#define FUNCTIONS(use)                                                                                                 \
    use(g_date_time_to_unix) use(g_free) use(g_log_set_default_handler) use(g_object_unref)                             \
    use(g_type_check_instance_is_a) use(g_mime_content_type_get_media_type)                                             \
    use(g_mime_content_type_get_media_subtype) use(g_mime_content_type_get_parameter) use(g_mime_data_wrapper_get_stream)\
    use(g_mime_init) use(g_mime_message_get_date) use(g_mime_message_get_mime_part) use(g_mime_message_get_subject)     \
    use(g_mime_message_get_type) use(g_mime_message_part_get_message) use(g_mime_message_part_get_type)                 \
    use(g_mime_multipart_get_count) use(g_mime_multipart_get_part) use(g_mime_multipart_get_type)                       \
    use(g_mime_object_get_content_disposition) use(g_mime_object_get_content_type) use(g_mime_object_get_header)        \
    use(g_mime_content_disposition_get_disposition) use(g_mime_parser_construct_message)                                \
    use(g_mime_parser_new_with_stream) use(g_mime_parser_options_free) use(g_mime_parser_options_new)                   \
    use(g_mime_parser_options_set_warning_callback) use(g_mime_part_get_content) use(g_mime_part_get_filename)          \
    use(g_mime_part_get_type) use(g_mime_stream_length) use(g_mime_stream_mem_new_with_buffer) use(g_mime_stream_read)  \
    use(g_mime_stream_reset)

typedef struct {
    FUNCTIONS(LAZY_MEMBER)
} cgm_library;

// The loaded library, null if it is not installed.
const cgm_library *cgm_load(void);
