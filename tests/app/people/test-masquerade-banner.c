/* test-masquerade-banner.c: who is whom and how long is left, said to the eye and, when it matters, aloud
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>

#include "app/shell/masquerade-banner.h"
#include "fixture.h"

typedef struct
{
  const char *mode;
  const char *expires_at; /* of one that started at nine */
  const char *shown;      /* (nullable): NULL: seconds, which go on */
  const char *aloud;      /* what is said at once, but for the start */
} Case;

static void
start_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_json (message, 200,
              "{\"access\": \"access-1\", \"refresh\": \"refresh-9\", \"tenantSubdomain\": \"acme-auto\", "
              "\"user\": {\"id\": \"u2\", \"email\": \"staff@acme.example\"}}");
}

static void
me_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  const Case *self = data;
  g_autofree char *json = g_strdup_printf (
      "{\"id\": \"u2\", \"name\": \"Stan Staff\", \"email\": \"staff@acme.example\", \"role\": \"TENANT_STAFF\", "
      "\"permissions\": [], \"masquerade\": {\"mode\": \"%s\", \"startedAt\": \"2026-11-23T09:00:00Z\", "
      "\"expiresAt\": \"%s\"}}",
      self->mode, self->expires_at);

  reply_json (message, 200, json);
}

static SsSession *
masquerade (Fixture *fixture, SsSession *real, const Case *self)
{
  g_auto (Answer) answer = { NULL, 0 };
  g_autoptr (GError) error = NULL;
  SsSession *session;

  fixture_on (fixture, "POST /auth/masquerade/", start_cb, NULL);
  fixture_on (fixture, "GET /users/me/", me_cb, self);
  ss_session_masquerade_async (real, "u2", self->mode, "A customer asked for help", NULL, answer_cb, &answer);
  session = ss_session_masquerade_finish (real, answer_wait (&answer), &error);
  g_assert_no_error (error);
  return session;
}

static const char *
get_text (GtkWidget *banner)
{
  for (GtkWidget *child = gtk_widget_get_first_child (banner); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      return gtk_label_get_text (GTK_LABEL (child));
  return NULL;
}

static void
announce_cb (SsMasqueradeBanner *banner, const char *text, GString *aloud)
{
  g_string_append_printf (aloud, "%s;", text);
}

static void
test_words (void)
{
  static const Case cases[] = {
    { "VIEW", "2026-11-23T09:30:00Z",
      "Viewing as Stan Staff (Tenant staff) — signed in as Olivia Owner — 30 min left", "" },
    { "ACT", "2026-11-23T09:23:30Z",
      "Acting as Stan Staff (Tenant staff) — signed in as Olivia Owner — 24 min left", "" },
    { "VIEW", "2026-11-23T09:05:00Z",
      "Viewing as Stan Staff (Tenant staff) — signed in as Olivia Owner — 5 min left",
      "Viewing as Stan Staff: 5 minutes left;" },
    { "ACT", "2026-11-23T09:01:00Z", NULL, "Acting as Stan Staff: 1 minute left;" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new ();
      g_autoptr (SsSession) real = fixture_signed_in (fixture);
      g_autoptr (SsSession) session = masquerade (fixture, real, &cases[i]);
      g_autoptr (GString) aloud = g_string_new (NULL);
      g_autoptr (GtkWidget) banner = g_object_ref_sink (g_object_new (SS_TYPE_MASQUERADE_BANNER, NULL));

      g_signal_connect (banner, "announce", G_CALLBACK (announce_cb), aloud);
      ss_masquerade_banner_set_session (SS_MASQUERADE_BANNER (banner), session);
      if (cases[i].shown != NULL)
        g_assert_cmpstr (get_text (banner), ==, cases[i].shown);
      else
        g_assert_true (g_str_has_suffix (get_text (banner), " s left"));
      g_assert_cmpstr (aloud->str, ==, cases[i].aloud);
      g_assert_cmpint (gtk_widget_has_css_class (banner, "act"), ==, strcmp (cases[i].mode, "ACT") == 0);
      g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (banner)), ==,
                       GTK_ACCESSIBLE_ROLE_BANNER);
    }
}

/* Once, when it is seen first. */
static void
test_start (void)
{
  static const Case view = { "VIEW", "2026-11-23T09:30:00Z", NULL, NULL };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (SsSession) real = fixture_signed_in (fixture);
  g_autoptr (SsSession) session = masquerade (fixture, real, &view);
  g_autoptr (GString) aloud = g_string_new (NULL);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *banner = g_object_new (SS_TYPE_MASQUERADE_BANNER, NULL);

  g_signal_connect (banner, "announce", G_CALLBACK (announce_cb), aloud);
  ss_masquerade_banner_set_session (SS_MASQUERADE_BANNER (banner), session);
  gtk_window_set_child (GTK_WINDOW (window), banner);
  g_assert_cmpstr (aloud->str, ==, "");
  gtk_window_present (GTK_WINDOW (window));
  wait_until (gtk_widget_get_mapped (banner));
  gtk_widget_set_visible (banner, FALSE);
  gtk_widget_set_visible (banner, TRUE);
  g_assert_cmpstr (aloud->str, ==,
                   "Viewing as Stan Staff. Nothing can be changed. Ctrl+Shift+Escape stops.;");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/masquerade-banner/words", test_words);
  g_test_add_func ("/masquerade-banner/start", test_start);
  return g_test_run ();
}
