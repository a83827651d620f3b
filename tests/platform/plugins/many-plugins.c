/* many-plugins.c: a marketplace of any size, for tests and benchmarks
 *
 * SPDX-License-Identifier: MIT
 */
#include "many-plugins.h"

#include "domain/category.h"
#include "domain/validation.h"
#include "platform/plugins/plugin-record.h"

#define FIRST_DAY (G_GINT64_CONSTANT (1767225600) * G_TIME_SPAN_SECOND)

static const char insert_plugin[] =
    "INSERT INTO shared.plugins (id, slug, name, summary, description, category, version, author, is_featured, "
    "is_verified, permissions, variables, base_ratings, base_installs, install_count, sort_name, search_text, "
    "created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, '1.0.0', $7, $8, $9, '[\"calendar.view\"]', $10, $11, "
    "$12, $12, $13, $14, $15, $16)";

static const char variables[] =
    "[{\"key\":\"to\",\"label\":\"Send to\",\"type\":\"EMAIL\",\"required\":false,\"default\":null,\"choices\":[],"
    "\"help\":\"Who gets the message.\"}]";

static const char *const first_words[] = { "Friendly", "Weekly", "Silent", "Smart",
                                           "Late",     "Early",  "Golden", "Quick" };
static const char *const second_words[] = { "Reminder",  "Report",       "Invoice",
                                            "Follow-up", "Waiting List", "Survey" };

static void
add_plugin (SsTransaction *transaction, guint number)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strdup_printf ("%08x-0000-4000-8000-%012x", number * 2654435761u, number);
  g_autofree char *slug = g_strdup_printf ("plugin-%u", number);
  g_autofree char *name =
      g_strdup_printf ("%s %s %u", first_words[number % 8], second_words[number % 6], number);
  g_autofree char *summary =
      g_strdup_printf ("What number %u does for a business that takes bookings", number);
  g_autofree char *author = g_strdup_printf ("Author %u", number % 97);
  g_autofree char *ratings =
      g_strdup_printf ("[%u,%u,%u,%u,%u]", number % 3, number % 5, number % 11, number % 41, number % 113);
  g_autofree char *words = g_strjoin ("\n", name, summary, author, slug, NULL);
  g_autofree char *sort_name = ss_search_fold (name);
  g_autofree char *search_text = ss_search_fold (words);
  gint64 created_at = FIRST_DAY + number * G_TIME_SPAN_MINUTE;
  SsPluginVersion version = {
    .position = 1,
    .version = (char *) "1.0.0",
    .notes = (char *) "The first.",
    .permissions = (char *) "[\"calendar.view\"]",
    .trigger = (char *) "{\"type\":\"MANUAL\"}",
    .variables = (char *) variables,
    .code = (char *) "return 1",
    .released_at = created_at,
  };

  ss_transaction_execute (transaction, insert_plugin, NULL, &error, "sssssssbbssissii", id, slug, name,
                          summary, summary, ss_category_to_string ((SsCategory) (number % SS_N_CATEGORIES)),
                          author, number % 50 == 0, number % 3 == 0, variables, ratings,
                          (gint64) (number * 7 % 5000), sort_name, search_text, created_at,
                          created_at + number % 13 * G_TIME_SPAN_DAY);
  g_assert_no_error (error);
  ss_plugin_version_insert (transaction, FALSE, id, &version, &error);
  g_assert_no_error (error);
  ss_plugin_count_ratings (transaction, FALSE, id, &error);
  g_assert_no_error (error);
}

void
ss_add_many_plugins (SsStore *store, guint n_plugins)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, NULL, SS_ACCESS_WRITE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n_plugins; i++)
    add_plugin (transaction, i);
  ss_plugin_count_all (transaction, &error);
  g_assert_no_error (error);
  ss_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}
