/* installation-changes.c: changes that are shown before the platform has confirmed them
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/installation-changes.h"

/* The changes to one installation. */
typedef struct
{
  char *id;
  SsInstallation *shown;     /* (owned) */
  SsInstallation *confirmed; /* (owned) */
  GQueue changes;            /* (element-type SsChange): the first one is under way */
} Line;

struct _SsChanges
{
  gatomicrefcount references;
  SsSession *session; /* (owned) */
  SsChangesFuncs funcs;
  gpointer owner;
  GHashTable *lines; /* (owned): id (the line's) to Line (owned) */
};

typedef struct
{
  SsChanges *changes; /* (owned) */
  GObject *owner;     /* (owned) */
  char *id;
} Sending;

static void send_first (SsChanges *self, Line *line);

static void
line_free (gpointer data)
{
  Line *line = data;

  g_queue_clear_full (&line->changes, (GDestroyNotify) ss_change_free);
  g_object_unref (line->shown);
  g_object_unref (line->confirmed);
  g_free (line->id);
  g_free (line);
}

/* The confirmed state with what still waits. */
static void
show (Line *line)
{
  g_autoptr (SsInstallation) target = ss_model_copy (SS_MODEL (line->confirmed));

  for (GList *link = line->changes.head; link != NULL; link = link->next)
    {
      SsChange *change = link->data;

      if (change->apply != NULL)
        change->apply (change, target);
    }
  ss_model_merge (SS_MODEL (line->shown), SS_MODEL (target));
}

static gboolean
is_older (SsInstallation *installation, SsInstallation *than)
{
  return ss_installation_has_updated_at (installation)
         && ss_installation_get_updated_at (installation) < ss_installation_get_updated_at (than);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  SsChanges *self = sending->changes;
  Line *line = g_hash_table_lookup (self->lines, sending->id);
  g_autoptr (SsChange) change = g_queue_pop_head (&line->changes);
  g_autoptr (GError) error = NULL;
  g_autoptr (SsAnswer) answer = ss_session_call_finish (SS_SESSION (source), result, &error);
  gboolean is_last = g_queue_is_empty (&line->changes);

  if (answer != NULL && answer->model != NULL)
    {
      /* Somebody's later change may have been told already. */
      if (!is_older (SS_INSTALLATION (answer->model), line->confirmed))
        ss_model_merge (SS_MODEL (line->confirmed), answer->model);
    }
  else if (answer != NULL && change->apply != NULL)
    change->apply (change, line->confirmed);
  show (line);
  if (is_last)
    g_hash_table_remove (self->lines, sending->id);
  else
    send_first (self, line);

  if (is_last)
    self->funcs.pending_changed (sending->id, self->owner);
  self->funcs.settled (change, error, self->owner);

  g_free (sending->id);
  g_object_unref (sending->owner);
  ss_changes_unref (sending->changes);
  g_free (sending);
}

/* The owner is held while something is under way: what was changed is not given up because a page goes. */
static void
send_first (SsChanges *self, Line *line)
{
  SsChange *change = g_queue_peek_head (&line->changes);
  Sending *sending = g_new0 (Sending, 1);
  const SsCall call = {
    .method = change->method, .path = change->path, .body = change->body, .type = change->type
  };

  sending->changes = ss_changes_ref (self);
  sending->owner = g_object_ref (self->owner);
  sending->id = g_strdup (line->id);
  ss_session_call_async (self->session, &call, g_task_get_cancellable (change->task), sent_cb, sending);
}

void
ss_change_free (SsChange *self)
{
  g_clear_object (&self->task);
  g_clear_object (&self->installation);
  g_free (self->path);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->text);
  g_clear_pointer (&self->settings, json_object_unref);
  g_free (self);
}

SsChanges *
ss_changes_new (SsSession *session, const SsChangesFuncs *funcs, gpointer owner)
{
  SsChanges *self = g_new0 (SsChanges, 1);

  g_atomic_ref_count_init (&self->references);
  self->session = g_object_ref (session);
  self->funcs = *funcs;
  self->owner = owner;
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, line_free);
  return self;
}

SsChanges *
ss_changes_ref (SsChanges *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
ss_changes_unref (SsChanges *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_hash_table_unref (self->lines);
  g_object_unref (self->session);
  g_free (self);
}

void
ss_changes_add (SsChanges *self, SsChange *change)
{
  const char *id = ss_installation_get_id (change->installation);
  Line *line = g_hash_table_lookup (self->lines, id);
  gboolean is_first = line == NULL;

  if (is_first)
    {
      line = g_new0 (Line, 1);
      line->id = g_strdup (id);
      line->shown = g_object_ref (change->installation);
      line->confirmed = ss_model_copy (SS_MODEL (change->installation));
      g_queue_init (&line->changes);
      g_hash_table_insert (self->lines, line->id, line);
    }

  g_queue_push_tail (&line->changes, change);
  show (line);
  if (is_first)
    {
      send_first (self, line);
      self->funcs.pending_changed (id, self->owner);
    }
}

gboolean
ss_changes_is_pending (SsChanges *self, const char *id)
{
  return id != NULL && g_hash_table_contains (self->lines, id);
}

/**
 * ss_changes_confirm:
 * @self: changes
 * @fresh: an installation as the platform has it
 *
 * Nothing happens where that is older than what is known.
 */
void
ss_changes_confirm (SsChanges *self, SsInstallation *fresh)
{
  Line *line = g_hash_table_lookup (self->lines, ss_installation_get_id (fresh));

  if (line == NULL || is_older (fresh, line->confirmed))
    return;
  ss_model_merge (SS_MODEL (line->confirmed), SS_MODEL (fresh));
  show (line);
}
