/* logo-cache.c: the pictures that a session's addresses stand for, each fetched once
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/widgets/logo-cache.h"

#include "app/widgets/picture.h"
#include "client/client-error.h"

/* Contract section 10: what a logo may take. */
#define BYTES_MAX (512 * 1024)
/* They are shown at 64 pixels at most, twice that at scale factor 2. */
#define SIZE 128
/* 64 KiB each. */
#define PICTURES_MAX 256

struct _SsLogoCache
{
  GObject parent_instance;

  SsSession *session;        /* (unowned): it owns the cache */
  GHashTable *pictures;      /* (owned): address → GdkTexture (nullable): on its way, or there is none */
  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (SsLogoCache, ss_logo_cache, G_TYPE_OBJECT)

typedef struct
{
  SsLogoCache *cache; /* (owned) */
  char *address;      /* (owned) */
} Fetch;

static guint loaded_signal;

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->cache);
  g_free (fetch->address);
  g_free (fetch);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static void
drop_picture (gpointer picture)
{
  if (picture != NULL)
    g_object_unref (picture);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  g_autoptr (GError) error = NULL;
  GdkTexture *picture = ss_picture_decode_finish (result, &error);

  if (picture == NULL)
    {
      g_debug ("A logo can't be read: %s", error->message);
      return;
    }
  g_hash_table_insert (fetch->cache->pictures, g_strdup (fetch->address), picture);
  g_signal_emit (fetch->cache, loaded_signal, 0, fetch->address);
}

/* What could not be reached is asked for again when it is looked up again; what is no picture is not. */
static void
downloaded_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ss_session_download_finish (SS_SESSION (session), result, &error);
  SsLogoCache *self = fetch->cache;

  if (g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_OFFLINE)
      || g_error_matches (error, SS_CLIENT_ERROR, SS_CLIENT_ERROR_TIMED_OUT))
    g_hash_table_remove (self->pictures, fetch->address);
  if (bytes != NULL)
    ss_picture_decode_async (bytes, SIZE, self->cancellable, decoded_cb, g_steal_pointer (&fetch));
}

static void
ss_logo_cache_dispose (GObject *object)
{
  g_cancellable_cancel (SS_LOGO_CACHE (object)->cancellable);

  G_OBJECT_CLASS (ss_logo_cache_parent_class)->dispose (object);
}

static void
ss_logo_cache_finalize (GObject *object)
{
  SsLogoCache *self = SS_LOGO_CACHE (object);

  g_hash_table_unref (self->pictures);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (ss_logo_cache_parent_class)->finalize (object);
}

static void
ss_logo_cache_class_init (SsLogoCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_logo_cache_dispose;
  G_OBJECT_CLASS (klass)->finalize = ss_logo_cache_finalize;
  loaded_signal = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ss_logo_cache_init (SsLogoCache *self)
{
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, drop_picture);
  self->cancellable = g_cancellable_new ();
}

/**
 * ss_logo_cache_get:
 * @session: whose addresses
 *
 * Returns: (transfer none): the session's cache, which goes with it
 */
SsLogoCache *
ss_logo_cache_get (SsSession *session)
{
  SsLogoCache *self = g_object_get_data (G_OBJECT (session), "ss-logo-cache");

  if (self == NULL)
    {
      self = g_object_new (SS_TYPE_LOGO_CACHE, NULL);
      self->session = session;
      g_object_set_data_full (G_OBJECT (session), "ss-logo-cache", self, g_object_unref);
    }
  return self;
}

/**
 * ss_logo_cache_look_up:
 * @self: a cache
 * @address: (nullable): of a picture
 *
 * Asks for it the first time.
 *
 * Returns: (transfer none) (nullable): the picture; %NULL: not yet, or there is none
 */
GdkTexture *
ss_logo_cache_look_up (SsLogoCache *self, const char *address)
{
  gpointer picture;
  Fetch *fetch;

  g_return_val_if_fail (SS_IS_LOGO_CACHE (self), NULL);

  if (address == NULL || *address == '\0')
    return NULL;
  if (g_hash_table_lookup_extended (self->pictures, address, NULL, &picture))
    return picture;

  if (g_hash_table_size (self->pictures) >= PICTURES_MAX)
    g_hash_table_remove_all (self->pictures);
  g_hash_table_insert (self->pictures, g_strdup (address), NULL);
  fetch = g_new0 (Fetch, 1);
  fetch->cache = g_object_ref (self);
  fetch->address = g_strdup (address);
  ss_session_download_async (self->session, address, BYTES_MAX, self->cancellable, downloaded_cb, fetch);
  return NULL;
}
