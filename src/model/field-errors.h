/* field-errors.h: what is wrong with which field of a body
 *
 * The body of a 400: `{"field": ["sentence", …], "nonFieldErrors": […]}`.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

#include "model/json-writer.h"

G_BEGIN_DECLS

#define SS_NON_FIELD_ERRORS "nonFieldErrors"

typedef struct _SsFieldErrors SsFieldErrors;

SsFieldErrors *ss_field_errors_new (void);
void ss_field_errors_free (SsFieldErrors *self);

void ss_field_errors_add (SsFieldErrors *self, const char *field, const char *sentence);
void ss_field_errors_add_printf (SsFieldErrors *self, const char *field, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
gboolean ss_field_errors_is_empty (SsFieldErrors *self);
/* The first sentence about @field, or NULL. */
const char *ss_field_errors_get (SsFieldErrors *self, const char *field);
/* The names of the fields, in the order in which they were added. (transfer container) */
GPtrArray *ss_field_errors_get_fields (SsFieldErrors *self);
void ss_field_errors_write (SsFieldErrors *self, SsJsonWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsFieldErrors, ss_field_errors_free)

G_END_DECLS
