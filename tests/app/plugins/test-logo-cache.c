/* test-logo-cache.c: each picture is asked for once, and what is none leaves the place to what is drawn
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/widgets/logo-cache.h"
#include "fixture.h"

/* 4 × 2 pixels */
#define PNG                                                                                            \
  "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAAEElEQVR4nGM4YaMBRwzIHAB++glhzkZgJwAAAABJRU5ErkJggg" \
  "=="

typedef struct
{
  Fixture *fixture;
  SsSession *session;
  SsLogoCache *cache;
  char *address; /* of a picture */
  char *other;   /* of what is none */
  guint n_loaded;
} Setting;

static void
picture_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  gsize size;
  guchar *bytes = g_base64_decode (PNG, &size);

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "image/png", SOUP_MEMORY_TAKE, (char *) bytes, size);
}

static void
garbage_cb (Fixture *fixture, SoupServerMessage *message, GHashTable *query, gpointer data)
{
  reply_text (message, 200, "image/png", "this is no picture");
}

static void
loaded_cb (SsLogoCache *cache, const char *address, Setting *setting)
{
  g_assert_cmpstr (address, ==, setting->address);
  setting->n_loaded++;
}

static void
set_up (Setting *setting, gconstpointer data)
{
  setting->fixture = fixture_new ();
  setting->session = fixture_signed_in (setting->fixture);
  setting->cache = ss_logo_cache_get (setting->session);
  setting->address = g_strconcat (setting->fixture->address, "/api/v1/files/a/", NULL);
  setting->other = g_strconcat (setting->fixture->address, "/api/v1/files/b/", NULL);
  fixture_on (setting->fixture, "GET /files/a/", picture_cb, NULL);
  fixture_on (setting->fixture, "GET /files/b/", garbage_cb, NULL);
  g_signal_connect (setting->cache, "loaded", G_CALLBACK (loaded_cb), setting);
}

static void
tear_down (Setting *setting, gconstpointer data)
{
  g_clear_object (&setting->session);
  g_free (setting->address);
  g_free (setting->other);
  fixture_free (setting->fixture);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_once (Setting *setting, gconstpointer data)
{
  GdkTexture *picture;

  g_assert_true (ss_logo_cache_get (setting->session) == setting->cache);
  g_assert_null (ss_logo_cache_look_up (setting->cache, NULL));
  g_assert_null (ss_logo_cache_look_up (setting->cache, setting->address));
  g_assert_null (ss_logo_cache_look_up (setting->cache, setting->address));
  while (setting->n_loaded == 0)
    g_main_context_iteration (NULL, TRUE);
  picture = ss_logo_cache_look_up (setting->cache, setting->address);
  g_assert_nonnull (picture);
  g_assert_cmpint (gdk_texture_get_width (picture), ==, 2 * gdk_texture_get_height (picture));
  g_assert_cmpuint (fixture_count (setting->fixture, "GET /files/a/"), ==, 1);
  g_assert_cmpuint (setting->n_loaded, ==, 1);
}

/* It is there, and no picture: nobody asks for it again. What is asked for after it is there by then. */
static void
test_garbage (Setting *setting, gconstpointer data)
{
  g_assert_null (ss_logo_cache_look_up (setting->cache, setting->other));
  g_assert_null (ss_logo_cache_look_up (setting->cache, setting->address));
  while (setting->n_loaded == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (ss_logo_cache_look_up (setting->cache, setting->other));
  g_assert_cmpuint (fixture_count (setting->fixture, "GET /files/b/"), ==, 1);
}

/* The session goes while a picture is on its way: nothing is left behind. */
static void
test_leave (Setting *setting, gconstpointer data)
{
  g_assert_null (ss_logo_cache_look_up (setting->cache, setting->address));
  g_clear_object (&setting->session);
}

#define ADD(path, test) g_test_add (path, Setting, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("/logo-cache/once", test_once);
  ADD ("/logo-cache/garbage", test_garbage);
  ADD ("/logo-cache/leave", test_leave);

  return g_test_run ();
}
