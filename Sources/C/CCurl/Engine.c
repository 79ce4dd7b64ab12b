#define _GNU_SOURCE
#include "Transfer.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

// How long the thread lets others come after a call has ended while more are under way, in microseconds.
#define GATHERING_US 400

struct ccurl_engine {
    CURLM *multi;
    pthread_t thread;
    // Guards what follows; the thread alone touches `active`.
    pthread_mutex_t lock;
    // In the order in which they came; `last_submitted` is where the next one goes.
    ccurl_transfer *submitted, **last_submitted;
    uint64_t last_number;
    uint64_t *cancelled;
    size_t cancelled_count, cancelled_capacity;
    bool stopping;
    ccurl_transfer *active;
};

// Takes a transfer out of the active ones.
static void unlink_active(ccurl_engine *engine, ccurl_transfer *transfer) {
    for (ccurl_transfer **place = &engine->active; *place; place = &(*place)->next)
        if (*place == transfer) {
            *place = transfer->next;
            return;
        }
}

static void finish(ccurl_engine *engine, ccurl_transfer *transfer, CURLcode code, bool cancelled) {
    unlink_active(engine, transfer);
    ccurl.multi_remove_handle(engine->multi, transfer->easy);
    ccurl_transfer_end(transfer, code, cancelled);
}

static void begin(ccurl_engine *engine, ccurl_transfer *transfer) {
    transfer->next = engine->active;
    engine->active = transfer;
    if (ccurl.multi_add_handle(engine->multi, transfer->easy) != CURLM_OK)
        finish(engine, transfer, CURLE_FAILED_INIT, false);
}

static void cancel(ccurl_engine *engine, uint64_t number) {
    for (ccurl_transfer *transfer = engine->active; transfer; transfer = transfer->next)
        if (transfer->number == number) {
            finish(engine, transfer, CURLE_ABORTED_BY_CALLBACK, true);
            return;
        }
}

// Takes what other threads handed in; whether to go on.
static bool take(ccurl_engine *engine) {
    pthread_mutex_lock(&engine->lock);
    ccurl_transfer *submitted = engine->submitted;
    engine->submitted = NULL;
    engine->last_submitted = &engine->submitted;
    uint64_t *cancelled = engine->cancelled;
    size_t count = engine->cancelled_count;
    engine->cancelled = NULL;
    engine->cancelled_count = engine->cancelled_capacity = 0;
    bool going = !engine->stopping;
    pthread_mutex_unlock(&engine->lock);
    while (submitted) {
        ccurl_transfer *next = submitted->next;
        begin(engine, submitted);
        submitted = next;
    }
    for (size_t index = 0; index < count; index++) cancel(engine, cancelled[index]);
    free(cancelled);
    return going;
}

static void *run(void *context) {
    ccurl_engine *engine = context;
    // Signals are the main thread's, and a SIGPIPE from a closed connection nobody's.
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, NULL);
    while (take(engine)) {
        int running = 0, left = 0;
        ccurl.multi_perform(engine->multi, &running);
        CURLMsg *message;
        bool finished = false;
        while ((message = ccurl.multi_info_read(engine->multi, &left))) {
            if (message->msg != CURLMSG_DONE) continue;
            CURLcode code = message->data.result;
            char *transfer = NULL;
            ccurl.easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
            finish(engine, (ccurl_transfer *)transfer, code, false);
            finished = true;
        }
        // Whoever waited for these calls is about to hand in others: one wakeup for several of them costs fewer changes
        // of threads than one for each.
        if (finished && engine->active) usleep(GATHERING_US);
        // libcurl shortens the wait to its own next timeout; a wakeup ends it.
        ccurl.multi_poll(engine->multi, NULL, 0, 60000, NULL);
    }
    while (engine->active) finish(engine, engine->active, CURLE_ABORTED_BY_CALLBACK, true);
    return NULL;
}

ccurl_engine *ccurl_start(long connections) {
    ccurl_engine *engine = calloc(1, sizeof *engine);
    if (!engine) return NULL;
    engine->last_submitted = &engine->submitted;
    engine->multi = ccurl.multi_init();
    if (!engine->multi) {
        free(engine);
        return NULL;
    }
    ccurl.multi_setopt(engine->multi, CURLMOPT_MAX_HOST_CONNECTIONS, connections);
    pthread_mutex_init(&engine->lock, NULL);
    if (pthread_create(&engine->thread, NULL, run, engine) != 0) {
        ccurl.multi_cleanup(engine->multi);
        pthread_mutex_destroy(&engine->lock);
        free(engine);
        return NULL;
    }
    return engine;
}

uint64_t ccurl_submit(ccurl_engine *engine, const ccurl_request *request, ccurl_completion completion, void *context) {
    ccurl_transfer *transfer = ccurl_transfer_make(request);
    if (!transfer) return 0;
    transfer->completion = completion;
    transfer->context = context;
    pthread_mutex_lock(&engine->lock);
    uint64_t number = transfer->number = ++engine->last_number;
    // The thread is still to come for what was handed in before, and takes this along.
    bool is_awaited = engine->submitted != NULL;
    *engine->last_submitted = transfer;
    engine->last_submitted = &transfer->next;
    pthread_mutex_unlock(&engine->lock);
    if (!is_awaited) ccurl.multi_wakeup(engine->multi);
    return number;
}

void ccurl_cancel(ccurl_engine *engine, uint64_t number) {
    pthread_mutex_lock(&engine->lock);
    if (engine->cancelled_count == engine->cancelled_capacity) {
        size_t capacity = engine->cancelled_capacity ? engine->cancelled_capacity * 2 : 8;
        uint64_t *grown = realloc(engine->cancelled, capacity * sizeof *grown);
        if (grown) {
            engine->cancelled = grown;
            engine->cancelled_capacity = capacity;
        }
    }
    // Without memory the transfer ends by its own time limit.
    if (engine->cancelled_count < engine->cancelled_capacity) engine->cancelled[engine->cancelled_count++] = number;
    pthread_mutex_unlock(&engine->lock);
    ccurl.multi_wakeup(engine->multi);
}

void ccurl_stop(ccurl_engine *engine) {
    pthread_mutex_lock(&engine->lock);
    engine->stopping = true;
    pthread_mutex_unlock(&engine->lock);
    ccurl.multi_wakeup(engine->multi);
    pthread_join(engine->thread, NULL);
    ccurl.multi_cleanup(engine->multi);
    pthread_mutex_destroy(&engine->lock);
    free(engine->cancelled);
    free(engine);
}
