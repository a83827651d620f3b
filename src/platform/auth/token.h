/* token.h: secrets that stand for somebody who is signed in
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 32 random bytes in URL-safe base 64 behind a letter, with the final NUL. */
#define SS_TOKEN_SIZE 45
#define SS_TOKEN_HASH_SIZE 65

#define SS_TOKEN_ACCESS_MICROSECONDS (15 * G_TIME_SPAN_MINUTE)
#define SS_TOKEN_REFRESH_MICROSECONDS (14 * G_TIME_SPAN_DAY)

void ss_token_make (gboolean is_staff, char token[SS_TOKEN_SIZE]);
gboolean ss_token_is_staff (const char *token);
void ss_token_hash (const char *token, char hash[SS_TOKEN_HASH_SIZE]);

G_END_DECLS
