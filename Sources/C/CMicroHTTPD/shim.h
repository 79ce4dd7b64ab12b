#include <microhttpd.h>

// The library's enumerators are invisible to Swift.
static const enum MHD_Result cmhd_yes = MHD_YES;
static const enum MHD_Result cmhd_no = MHD_NO;
static const enum MHD_ValueKind cmhd_header = MHD_HEADER_KIND;
static const enum MHD_ValueKind cmhd_argument = MHD_GET_ARGUMENT_KIND;
static const enum MHD_ResponseMemoryMode cmhd_copy = MHD_RESPMEM_MUST_COPY;

// Swift cannot call variadic functions. The daemon listens on nothing itself: it gets accepted sockets.
static inline struct MHD_Daemon *cmhd_start(
    MHD_AccessHandlerCallback handler, MHD_RequestCompletedCallback completed, void *context)
{
    return MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ITC, 0,
        NULL, NULL, handler, context, MHD_OPTION_NOTIFY_COMPLETED, completed, context,
        MHD_OPTION_CONNECTION_TIMEOUT, 60u, MHD_OPTION_END);
}
