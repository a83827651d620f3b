/* limits.h: how much of everything one client may ask for
 *
 * The numbers of the contract (section 1, «limits») and those that keep a slow, silent or endless client from
 * holding what others need.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

/* The contract's. */
#define SS_BODY_MAX (1024 * 1024)
#define SS_URL_MAX (8 * 1024)
#define SS_PAGE_SIZE 100
#define SS_PAGE_SIZE_MAX 1000

/* Request line and headers; a block that was read ahead counts with them. */
#define SS_HEAD_MAX (40 * 1024)

/* Of query parameters, repeated ones counted each time. */
#define SS_PARAMETERS_MAX 200

/* Connections at once: the longest idle goes for a new one. What the files of the store need is kept free. */
#define SS_CONNECTIONS_MAX 3072
#define SS_DESCRIPTORS_RESERVED 192

/* Of these connections, those with an answer without an end; what one has not taken may have so many bytes,
 * beside what the system keeps for it. */
#define SS_STREAMS_MAX 2560
#define SS_STREAM_UNSENT_MAX (256 * 1024)
#define SS_STREAM_BUFFER (32 * 1024)

/* Seconds, each from the start of its state but for the idle one of a body, from the last byte. */
#define SS_SECONDS_HEADERS 10
#define SS_SECONDS_KEEP_ALIVE 60
#define SS_SECONDS_BODY_IDLE 15
#define SS_SECONDS_BODY 60
#define SS_SECONDS_WRITING 60
#define SS_SECONDS_STOPPING 10
/* How long a platform that stops waits for the requests of connections that are open: who keeps one open and
 * sends in the very moment in which it is closed would lose that request. */
#define SS_MILLISECONDS_FAREWELL 1000
/* How long a refused client's bytes are still thrown away, so that it reads the refusal. */
#define SS_SECONDS_LINGER 2

/* Requests that wait for a worker; beyond that, 503. */
#define SS_QUEUE_MAX 512
/* Requests that hash a password: two at once, since each takes 64 MiB, and few that wait. */
#define SS_SLOW_WORKERS 2
#define SS_SLOW_QUEUE_MAX 64
/* Requests that wait for somebody else on the network, perhaps for most of a minute: apart from all others,
 * since what is away must not keep anybody from signing in. */
#define SS_NETWORK_WORKERS 8
#define SS_NETWORK_QUEUE_MAX 64

/* How long an answer is kept for its Idempotency-Key. */
#define SS_IDEMPOTENCY_MICROSECONDS (24 * G_TIME_SPAN_HOUR)
