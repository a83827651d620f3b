/* category.h: the categories of plugins
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SsCategory:
 *
 * The categories of plugins, in the order of the contract (section 5). A platform may have others.
 */
typedef enum
{
  SS_CATEGORY_EMAIL,
  SS_CATEGORY_REPORTS,
  SS_CATEGORY_CUSTOMER,
  SS_CATEGORY_BOOKING,
  SS_CATEGORY_INTEGRATION,
  SS_CATEGORY_AUTOMATION,
  SS_CATEGORY_OTHER,
} SsCategory;

#define SS_N_CATEGORIES (SS_CATEGORY_OTHER + 1)

const char *ss_category_to_string (SsCategory category); /* "EMAIL" */
gboolean ss_category_from_string (const char *text, SsCategory *category);
const char *ss_category_get_label (SsCategory category); /* N_() */
const char *ss_category_describe (const char *text);     /* N_(), or as written */

G_END_DECLS
