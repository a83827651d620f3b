/* page.c: the base of the window's pages
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/page.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  SsWorkspace *workspace;    /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  char *title;               /* (owned) (nullable) */
  gint64 loaded_at;
} SsPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SsPage, ss_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_TITLE,
  PROP_LOADED_AT,
} SsPageProperty;

static GParamSpec *properties[PROP_LOADED_AT + 1];

enum
{
  TOAST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static SsPagePrivate *
get_private (SsPage *self)
{
  return ss_page_get_instance_private (self);
}

static void
ss_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SsPagePrivate *private = get_private (SS_PAGE (object));

  switch ((SsPageProperty) id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, private->workspace);
      break;
    case PROP_TITLE:
      g_value_set_string (value, private->title);
      break;
    case PROP_LOADED_AT:
      g_value_set_int64 (value, private->loaded_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SsPagePrivate *private = get_private (SS_PAGE (object));

  switch ((SsPageProperty) id)
    {
    case PROP_WORKSPACE:
      private
      ->workspace = g_value_dup_object (value);
      break;
    case PROP_TITLE:
      g_free (private->title);
      private->title = g_value_dup_string (value);
      break;
    case PROP_LOADED_AT:
      private
      ->loaded_at = g_value_get_int64 (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ss_page_constructed (GObject *object)
{
  SsPage *self = SS_PAGE (object);

  G_OBJECT_CLASS (ss_page_parent_class)->constructed (object);

  if (get_private (self)->workspace != NULL && SS_PAGE_GET_CLASS (self)->set_up != NULL)
    SS_PAGE_GET_CLASS (self)->set_up (self);
}

static void
ss_page_dispose (GObject *object)
{
  g_cancellable_cancel (get_private (SS_PAGE (object))->cancellable);

  G_OBJECT_CLASS (ss_page_parent_class)->dispose (object);
}

static void
ss_page_finalize (GObject *object)
{
  SsPagePrivate *private = get_private (SS_PAGE (object));

  g_clear_object (&private->workspace);
  g_clear_object (&private->cancellable);
  g_free (private->title);

  G_OBJECT_CLASS (ss_page_parent_class)->finalize (object);
}

static void
ss_page_class_init (SsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = ss_page_constructed;
  object_class->dispose = ss_page_dispose;
  object_class->finalize = ss_page_finalize;
  object_class->get_property = ss_page_get_property;
  object_class->set_property = ss_page_set_property;

  properties[PROP_WORKSPACE] =
      g_param_spec_object ("workspace", NULL, NULL, SS_TYPE_WORKSPACE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOADED_AT] = g_param_spec_int64 ("loaded-at", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, ADW_TYPE_TOAST);
}

static void
ss_page_init (SsPage *self)
{
  get_private (self)->cancellable = g_cancellable_new ();
}

/**
 * ss_page_get_workspace:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the stores that the page shows
 */
SsWorkspace *
ss_page_get_workspace (SsPage *self)
{
  g_return_val_if_fail (SS_IS_PAGE (self), NULL);

  return get_private (self)->workspace;
}

/**
 * ss_page_get_cancellable:
 * @self: a page
 *
 * Returns: (transfer none): what is cancelled when the page goes
 */
GCancellable *
ss_page_get_cancellable (SsPage *self)
{
  g_return_val_if_fail (SS_IS_PAGE (self), NULL);

  return get_private (self)->cancellable;
}

/**
 * ss_page_toast:
 * @self: a page
 * @toast: (transfer full): what the window shows
 */
void
ss_page_toast (SsPage *self, AdwToast *toast)
{
  g_autoptr (AdwToast) owned = toast;

  g_return_if_fail (SS_IS_PAGE (self));

  g_signal_emit (self, signals[TOAST], 0, owned);
}

/**
 * ss_page_toast_text:
 * @self: a page
 * @text: a sentence, without markup
 */
void
ss_page_toast_text (SsPage *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  ss_page_toast (self, adw_toast_new (escaped));
}

/**
 * ss_page_toast_error:
 * @self: a page
 * @what: what failed, "Couldn't install Review Reminder"
 * @error: why
 *
 * Says nothing of what was cancelled: whoever cancels knows.
 */
void
ss_page_toast_error (SsPage *self, const char *what, const GError *error)
{
  g_autofree char *text = NULL;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Translators: what failed, and the sentence that says why */
  text = g_strdup_printf (_ ("%s: %s"), what, error->message);
  ss_page_toast_text (self, text);
}

/**
 * ss_page_show:
 * @self: a page
 *
 * Tells it that it is the visible one.
 */
void
ss_page_show (SsPage *self)
{
  if (SS_PAGE_GET_CLASS (self)->shown != NULL)
    SS_PAGE_GET_CLASS (self)->shown (self);
}

/**
 * ss_page_hide:
 * @self: a page
 *
 * Tells it that it no longer is the visible one.
 */
void
ss_page_hide (SsPage *self)
{
  if (SS_PAGE_GET_CLASS (self)->hidden != NULL)
    SS_PAGE_GET_CLASS (self)->hidden (self);
}

/**
 * ss_page_reload:
 * @self: a page
 *
 * Fetches again what is shown.
 */
void
ss_page_reload (SsPage *self)
{
  if (SS_PAGE_GET_CLASS (self)->reload != NULL)
    SS_PAGE_GET_CLASS (self)->reload (self);
}

/**
 * ss_page_start_search:
 * @self: a page
 *
 * Returns: whether there is something to search
 */
gboolean
ss_page_start_search (SsPage *self)
{
  if (SS_PAGE_GET_CLASS (self)->start_search == NULL)
    return FALSE;

  SS_PAGE_GET_CLASS (self)->start_search (self);
  return TRUE;
}

/**
 * ss_page_save_state:
 * @self: a page
 *
 * Returns: (transfer floating) (nullable): what to restore at the next start, an a{sv}
 */
GVariant *
ss_page_save_state (SsPage *self)
{
  return SS_PAGE_GET_CLASS (self)->save_state != NULL ? SS_PAGE_GET_CLASS (self)->save_state (self) : NULL;
}

/**
 * ss_page_restore_state:
 * @self: a page
 * @state: what ss_page_save_state() gave, maybe of an older release
 */
void
ss_page_restore_state (SsPage *self, GVariant *state)
{
  if (SS_PAGE_GET_CLASS (self)->restore_state != NULL && g_variant_is_of_type (state, G_VARIANT_TYPE_VARDICT))
    SS_PAGE_GET_CLASS (self)->restore_state (self, state);
}
