/* category.c: the categories of plugins
 *
 * SPDX-License-Identifier: MIT
 */
#include "domain/category.h"

#include <glib/gi18n.h>

static const struct
{
  const char *name;
  const char *label;
} categories[SS_N_CATEGORIES] = {
  [SS_CATEGORY_EMAIL] = { "EMAIL", N_ ("Email") },
  [SS_CATEGORY_REPORTS] = { "REPORTS", N_ ("Reports") },
  [SS_CATEGORY_CUSTOMER] = { "CUSTOMER", N_ ("Customers") },
  [SS_CATEGORY_BOOKING] = { "BOOKING", N_ ("Bookings") },
  [SS_CATEGORY_INTEGRATION] = { "INTEGRATION", N_ ("Integrations") },
  [SS_CATEGORY_AUTOMATION] = { "AUTOMATION", N_ ("Automation") },
  [SS_CATEGORY_OTHER] = { "OTHER", N_ ("Other") },
};

/**
 * ss_category_to_string:
 * @category: a category
 *
 * Returns: the wire name, as "EMAIL" (contract section 5)
 */
const char *
ss_category_to_string (SsCategory category)
{
  g_return_val_if_fail ((guint) category < SS_N_CATEGORIES, NULL);

  return categories[category].name;
}

/**
 * ss_category_from_string:
 * @text: (nullable): a wire name
 * @category: (out) (optional): the category, left as it is where there is none of that name
 *
 * Returns: whether @text names a category that is known here
 */
gboolean
ss_category_from_string (const char *text, SsCategory *category)
{
  for (guint i = 0; i < SS_N_CATEGORIES; i++)
    {
      if (g_strcmp0 (text, categories[i].name) != 0)
        continue;
      if (category != NULL)
        *category = (SsCategory) i;
      return TRUE;
    }
  return FALSE;
}

/**
 * ss_category_get_label:
 * @category: a category
 *
 * Returns: what people call it, in English and to be translated
 */
const char *
ss_category_get_label (SsCategory category)
{
  g_return_val_if_fail ((guint) category < SS_N_CATEGORIES, NULL);

  return categories[category].label;
}

/**
 * ss_category_describe:
 * @text: (nullable): a category as it came over the wire
 *
 * A category that is not known is shown as written (contract section 5). Nothing at all becomes "Other":
 * gettext answers an empty string with the header of its catalogue.
 *
 * Returns: the label of a known category, in English and to be translated, else @text
 */
const char *
ss_category_describe (const char *text)
{
  SsCategory category;

  if (text == NULL || *text == '\0')
    return categories[SS_CATEGORY_OTHER].label;
  return ss_category_from_string (text, &category) ? categories[category].label : text;
}
