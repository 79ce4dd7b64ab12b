// A mail taken apart by GMime, as events. The library is loaded on first use, so that commands that read no mail do not
// pay for it at start-up.
#pragma once
#include <stddef.h>

// One part that has no parts of its own. Texts are UTF-8 and may be null; all pointers live until the event returns.
typedef struct {
    // Numbers from 1, separated by dots, as IMAP counts them; empty for a mail of one part.
    const char *_Nonnull path;
    // `text/html`, in lower case.
    const char *_Nonnull type;
    const char *_Nullable charset;
    const char *_Nullable file_name;
    // The header Content-Transfer-Encoding as it stands.
    const char *_Nullable encoding;
    // The parameters `format` and `delsp` of text/plain.
    const char *_Nullable format;
    const char *_Nullable delsp;
    // The number of the multipart/alternative that it belongs to, 0 for none, and its place in it.
    int alternative;
    int choice;
    int is_attachment;
    // As stored: still base64, quoted-printable or what `encoding` says.
    const unsigned char *_Nonnull bytes;
    size_t length;
} cgm_part;

typedef struct {
    void *_Nullable context;
    // A message begins; `seconds` since 1970 if it has a date, and that date as it is written.
    void (*_Nonnull message)(void *_Nullable context, int has_date, long long seconds, const char *_Nullable date,
                             const char *_Nullable subject);
    void (*_Nonnull message_end)(void *_Nullable context);
    void (*_Nonnull part)(void *_Nullable context, const cgm_part *_Nonnull part);
    // Something about the structure is damaged, at this byte; `is_cut_off`: only its end is missing.
    void (*_Nonnull damage)(void *_Nullable context, long long offset, int is_cut_off);
} cgm_events;

typedef enum {
    CGM_WALKED = 0,
    // The library is not installed.
    CGM_NO_LIBRARY,
    // No message could be made of the bytes.
    CGM_NO_MESSAGE,
} cgm_outcome;

// Takes one message apart. Nothing is fetched and nothing is printed.
cgm_outcome cgm_walk(const unsigned char *_Nonnull bytes, size_t length, const cgm_events *_Nonnull events);
