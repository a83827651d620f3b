/* plugin-batch.c: the same thing done with several installed plugins
 *
 * One after the other, and on past one that fails: which and why is told at the end.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/plugin-batch.h"

#include <glib/gi18n-lib.h>

struct _SsPluginBatch
{
  GObject parent_instance;

  SsInstallationStore *store; /* (owned) */
  SsBatchKind kind;
  GPtrArray *installations;  /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) */
  guint next;                /* the one whose turn it is */
  guint n_done;
  GString *failures; /* (owned): a line each */
  guint n_failed;
};

G_DEFINE_FINAL_TYPE (SsPluginBatch, ss_plugin_batch, G_TYPE_OBJECT)

typedef enum
{
  PROP_PROGRESS = 1,
} SsPluginBatchProperty;

static GParamSpec *properties[PROP_PROGRESS + 1];
static guint finished_signal;

static void go_on (SsPluginBatch *self);

static void
note_failure (SsPluginBatch *self, SsInstallation *installation, const char *reason)
{
  self->n_failed++;
  if (self->failures->len > 0)
    g_string_append_c (self->failures, '\n');
  /* Translators: a plugin, and why something did not work with it. */
  g_string_append_printf (self->failures, _ ("%s: %s"), ss_installation_get_name (installation), reason);
}

static const char *
explain (const GError *error)
{
  const char *code = ss_client_error_get_code (error);

  if (g_strcmp0 (code, "permissions_needed") == 0)
    return _ ("The new version may access more. Update it by itself to agree to that.");
  if (g_strcmp0 (code, "configuration_needed") == 0)
    return _ ("The new version needs new settings. Update it by itself to fill them in.");
  return error->message;
}

static void
end_step (SsPluginBatch *self, const GError *error)
{
  if (error != NULL)
    note_failure (self, g_ptr_array_index (self->installations, self->next), explain (error));
  else
    self->n_done++;
  self->next++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
  go_on (self);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsPluginBatch) self = SS_PLUGIN_BATCH (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsInstallation) installation =
      ss_installation_store_change_finish (SS_INSTALLATION_STORE (source), result, &error);

  end_step (self, error);
}

static void
uninstalled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SsPluginBatch) self = SS_PLUGIN_BATCH (user_data);
  g_autoptr (GError) error = NULL;

  ss_installation_store_uninstall_finish (SS_INSTALLATION_STORE (source), result, &error);
  end_step (self, error);
}

static void
go_on (SsPluginBatch *self)
{
  SsInstallation *installation;

  if (self->next >= self->installations->len || g_cancellable_is_cancelled (self->cancellable))
    {
      g_signal_emit (self, finished_signal, 0);
      return;
    }
  installation = g_ptr_array_index (self->installations, self->next);
  switch (self->kind)
    {
    case SS_BATCH_UPDATE:
      ss_installation_store_update_async (self->store, installation, NULL, self->cancellable, changed_cb,
                                          g_object_ref (self));
      break;
    case SS_BATCH_SWITCH_ON:
    case SS_BATCH_SWITCH_OFF:
      ss_installation_store_set_active_async (self->store, installation, self->kind == SS_BATCH_SWITCH_ON,
                                              self->cancellable, changed_cb, g_object_ref (self));
      break;
    case SS_BATCH_UNINSTALL:
      ss_installation_store_uninstall_async (self->store, installation, self->cancellable, uninstalled_cb,
                                             g_object_ref (self));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
ss_plugin_batch_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  SsPluginBatch *self = SS_PLUGIN_BATCH (object);

  if (id == PROP_PROGRESS)
    g_value_set_double (value,
                        self->installations->len > 0 ? (double) self->next / self->installations->len : 1);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
ss_plugin_batch_finalize (GObject *object)
{
  SsPluginBatch *self = SS_PLUGIN_BATCH (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->installations);
  g_string_free (self->failures, TRUE);
  G_OBJECT_CLASS (ss_plugin_batch_parent_class)->finalize (object);
}

static void
ss_plugin_batch_class_init (SsPluginBatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ss_plugin_batch_finalize;
  object_class->get_property = ss_plugin_batch_get_property;
  properties[PROP_PROGRESS] =
      g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  finished_signal = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
ss_plugin_batch_init (SsPluginBatch *self)
{
  self->failures = g_string_new (NULL);
}

/**
 * ss_plugin_batch_new:
 * @store: where they are
 * @kind: what is done
 * @installations: (element-type SsInstallation): with what
 *
 * Returns: (transfer full): the batch, not yet started
 */
SsPluginBatch *
ss_plugin_batch_new (SsInstallationStore *store, SsBatchKind kind, GPtrArray *installations)
{
  SsPluginBatch *self = g_object_new (SS_TYPE_PLUGIN_BATCH, NULL);

  self->store = g_object_ref (store);
  self->kind = kind;
  self->installations = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < installations->len; i++)
    g_ptr_array_add (self->installations, g_object_ref (g_ptr_array_index (installations, i)));
  return self;
}

void
ss_plugin_batch_start (SsPluginBatch *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
  go_on (self);
}

guint
ss_plugin_batch_get_n_total (SsPluginBatch *self)
{
  return self->installations->len;
}

guint
ss_plugin_batch_get_n_done (SsPluginBatch *self)
{
  return self->n_done;
}

guint
ss_plugin_batch_get_n_failed (SsPluginBatch *self)
{
  return self->n_failed;
}

/**
 * ss_plugin_batch_describe_progress:
 * @self: the batch
 *
 * Returns: (transfer full): which one is being worked on, of how many
 */
char *
ss_plugin_batch_describe_progress (SsPluginBatch *self)
{
  SsInstallation *installation;

  if (self->next >= self->installations->len)
    return g_strdup ("");
  installation = g_ptr_array_index (self->installations, self->next);
  /* Translators: "Review Reminder (2 of 5)" */
  return g_strdup_printf (_ ("%s (%u of %u)"), ss_installation_get_name (installation), self->next + 1,
                          self->installations->len);
}

/**
 * ss_plugin_batch_describe_result:
 * @self: a finished batch
 *
 * Returns: (transfer full): what has been done, as "3 plugins updated"
 */
char *
ss_plugin_batch_describe_result (SsPluginBatch *self)
{
  guint n = self->n_done;

  switch (self->kind)
    {
    case SS_BATCH_UPDATE:
      return g_strdup_printf (ngettext ("%u plugin updated", "%u plugins updated", n), n);
    case SS_BATCH_SWITCH_ON:
      return g_strdup_printf (ngettext ("%u plugin switched on", "%u plugins switched on", n), n);
    case SS_BATCH_SWITCH_OFF:
      return g_strdup_printf (ngettext ("%u plugin switched off", "%u plugins switched off", n), n);
    case SS_BATCH_UNINSTALL:
      return g_strdup_printf (ngettext ("%u plugin uninstalled", "%u plugins uninstalled", n), n);
    default:
      g_assert_not_reached ();
    }
}

/**
 * ss_plugin_batch_describe_failures:
 * @self: a finished batch
 *
 * Returns: (transfer full): a line for each that failed, with the reason
 */
char *
ss_plugin_batch_describe_failures (SsPluginBatch *self)
{
  return g_strdup (self->failures->str);
}
