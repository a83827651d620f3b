/* test-customer-transfer.c: customers from and to a file, with what goes wrong on the way
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gstdio.h>

#include "client/customer-transfer.h"
#include "fixture.h"

typedef struct
{
  Fixture *fixture;
  SsSession *session;
  char *directory;
  GFile *file;
  guint n_posts;
  guint fails_at; /* the post that is refused for all; 0: none */
  guint n_progress;
  guint last_done;
  guint last_total;
  GCancellable *cancellable;
  guint cancels_at;
} Setting;

static void
post_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *json = g_strdup_printf ("{\"id\": \"c%u\"}", ++setting->n_posts);

  if (setting->n_posts == setting->fails_at)
    reply_json (message, 403, "{\"detail\": \"No more.\", \"code\": \"permission_denied\"}");
  else if (g_strstr_len (body->data, body->length, "Taken") != NULL)
    reply_json (message, 400, "{\"email\": [\"Somebody has it.\"]}");
  else
    reply_json (message, 201, json);
}

static void
list_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  Setting *setting = data;
  const char *page = g_hash_table_lookup (query, "page");

  if (g_strcmp0 (page, "1") == 0)
    reply_json (
        message, 200,
        "{\"count\": 2, \"next\": \"http://x/?page=2\", \"results\": [{\"id\": \"c1\", \"name\": \"Ann\"}]}");
  else if (setting->fails_at == 2)
    reply_json (message, 403, "{\"detail\": \"No more.\", \"code\": \"permission_denied\"}");
  else
    reply_json (message, 200,
                "{\"count\": 2, \"next\": null, \"results\": [{\"id\": \"c2\", \"name\": \"=Bea\"}]}");
}

static void
progress (guint done, guint total, gpointer user_data)
{
  Setting *setting = user_data;

  setting->n_progress++;
  setting->last_done = done;
  setting->last_total = total;
  if (setting->cancels_at == done && setting->cancellable != NULL)
    g_cancellable_cancel (setting->cancellable);
}

static void
set_up (Setting *setting, gconstpointer data)
{
  g_autofree char *path = NULL;

  setting->fixture = fixture_new ();
  setting->session = fixture_signed_in (setting->fixture);
  setting->directory = g_dir_make_tmp ("ss-transfer-XXXXXX", NULL);
  path = g_build_filename (setting->directory, "customers.csv", NULL);
  setting->file = g_file_new_for_path (path);
  fixture_on (setting->fixture, "POST /customers/", post_cb, setting);
  fixture_on (setting->fixture, "GET /customers/", list_cb, setting);
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  g_file_delete (setting->file, NULL, NULL);
  g_assert_no_errno (g_rmdir (setting->directory));
  g_free (setting->directory);
  g_object_unref (setting->file);
  g_clear_object (&setting->cancellable);
  assert_finalized (setting->session);
  fixture_free (setting->fixture);
}

static GPtrArray *
read_file (Setting *setting, const char *text, GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };

  if (text != NULL)
    g_file_replace_contents (setting->file, text, strlen (text), NULL, FALSE, 0, NULL, NULL, NULL);
  ss_customer_import_read_async (setting->file, NULL, answer_cb, &answer);
  return ss_customer_import_read_finish (setting->file, answer_wait (&answer), error);
}

static gboolean
send (Setting *setting, GPtrArray *lines, GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_customer_import_send_async (setting->session, lines, progress, setting, setting->cancellable, answer_cb,
                                 &answer);
  return ss_customer_import_send_finish (setting->session, answer_wait (&answer), error);
}

static void
test_import (Setting *setting, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines =
      read_file (setting, "Name,E-Mail\nAnn,\nTaken,t@example.com\nBea,wrong\nCem,\n", &error);
  SsCustomerLine *taken;

  g_assert_no_error (error);
  g_assert_true (send (setting, lines, &error));
  g_assert_cmpuint (setting->n_posts, ==, 3);
  g_assert_cmpuint (setting->last_done, ==, 3);
  g_assert_cmpuint (setting->last_total, ==, 3);
  taken = lines->pdata[1];
  g_assert_cmpstr (taken->fault, ==, "E-Mail: Somebody has it.");
  g_assert_nonnull (ss_customer_get_id (((SsCustomerLine *) lines->pdata[3])->customer));
  /* Nothing is sent twice. */
  g_assert_true (send (setting, lines, &error));
  g_assert_cmpuint (setting->n_posts, ==, 3);
}

static void
test_import_stops (Setting *setting, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Name\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  guint n_sent = 0;

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (text, "Person %u\n", i);
  lines = read_file (setting, text->str, &error);
  setting->fails_at = 10;
  g_assert_false (send (setting, lines, &error));
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_DENIED);
  g_assert_cmpuint (setting->n_posts, <, 20);
  g_clear_error (&error);

  setting->fails_at = 0;
  setting->cancellable = g_cancellable_new ();
  setting->cancels_at = 5;
  g_assert_false (send (setting, lines, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_object (&setting->cancellable);

  /* The rest can be sent again. */
  g_assert_true (send (setting, lines, &error));
  for (guint i = 0; i < lines->len; i++)
    n_sent += ss_customer_get_id (((SsCustomerLine *) lines->pdata[i])->customer) != NULL ? 1 : 0;
  g_assert_cmpuint (n_sent, ==, 40);
}

static void
test_import_file (Setting *setting, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_file (setting, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (read_file (setting, "", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static gint64 export(Setting *setting, GError **error)
{
  g_auto (Answer) answer = { NULL, 0 };

  ss_customer_export_async (setting->session, "status=ACTIVE", setting->file, progress, setting, NULL,
                            answer_cb, &answer);
  return ss_customer_export_finish (setting->session, answer_wait (&answer), error);
}

static void
test_export (Setting *setting, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (export(setting, &error), ==, 2);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (setting->fixture, "GET /customers/?status=ACTIVE&page=2&page_size=1000"),
                    ==, 1);
  g_assert_true (g_file_load_contents (setting->file, NULL, &text, NULL, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbfName,E-Mail,"));
  g_assert_nonnull (strstr (text, "\r\nAnn,"));
  g_assert_nonnull (strstr (text, "\r\n'=Bea,"));
}

/* What was there stays where the export fails. */
static void
test_export_fails (Setting *setting, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_file_replace_contents (setting->file, "before", 6, NULL, FALSE, 0, NULL, NULL, NULL);
  setting->fails_at = 2;
  g_assert_cmpint (export(setting, &error), ==, -1);
  g_assert_error (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_DENIED);
  g_assert_true (g_file_load_contents (setting->file, NULL, &text, NULL, NULL, NULL));
  g_assert_cmpstr (text, ==, "before");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/customer-transfer/import", Setting, NULL, set_up, test_import, tear_down);
  g_test_add ("/customer-transfer/import-stops", Setting, NULL, set_up, test_import_stops, tear_down);
  g_test_add ("/customer-transfer/import-file", Setting, NULL, set_up, test_import_file, tear_down);
  g_test_add ("/customer-transfer/export", Setting, NULL, set_up, test_export, tear_down);
  g_test_add ("/customer-transfer/export-fails", Setting, NULL, set_up, test_export_fails, tear_down);
  return g_test_run ();
}
