/* blocker-changes.c: blocking a resource's time, changing that and giving it back, all of which can be undone
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "client/blocker-changes.h"

#include <glib/gi18n-lib.h>

#include "client/client-error.h"

#define LINK_KEY "ss-blocker-link"

/* One blocker through all that becomes of it in this session: one that was deleted and is made again has
 * another id, and the steps before that still mean it. */
typedef struct
{
  char *id;         /* (owned) (nullable): NULL while there is none */
  SsModel *content; /* (owned) (nullable): as it was when it was deleted */
} Link;

typedef struct
{
  Link *link;     /* (owned) */
  SsModel *patch; /* (owned) (nullable): what changes; NULL: it is made, or deleted, whichever it is not */
} Step;

/* A step that is under way. */
typedef struct
{
  Step *step;               /* (owned) */
  Step *undo;               /* (owned) (nullable): where it is to be noted, what takes it back */
  SsChangeHistory *history; /* (owned) (nullable) */
  char *label;              /* (owned) (nullable) */
} Change;

static void
link_clear (gpointer data)
{
  Link *link = data;

  g_free (link->id);
  g_clear_object (&link->content);
}

static void
link_unref (gpointer data)
{
  g_rc_box_release_full (data, link_clear);
}

static Step *
step_new (Link *link, SsModel *patch)
{
  Step *step = g_new0 (Step, 1);

  step->link = g_rc_box_acquire (link);
  step->patch = patch != NULL ? g_object_ref (patch) : NULL;
  return step;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  link_unref (step->link);
  g_clear_object (&step->patch);
  g_free (step);
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->step, step_free);
  g_clear_pointer (&change->undo, step_free);
  g_clear_object (&change->history);
  g_free (change->label);
  g_free (change);
}

/* (transfer none): @blocker has it, and whoever takes its place */
static Link *
get_link (SsBlocker *blocker)
{
  Link *link = g_object_get_data (G_OBJECT (blocker), LINK_KEY);

  if (link == NULL)
    {
      link = g_rc_box_new0 (Link);
      link->id = g_strdup (ss_blocker_get_id (blocker));
      g_object_set_data_full (G_OBJECT (blocker), LINK_KEY, link, link_unref);
    }
  return link;
}

static void perform (GObject *store, gpointer step, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer user_data);

static gboolean
finish (GObject *store, GAsyncResult *result, GError **error)
{
  return ss_blocker_changes_finish (SS_CATALOG_STORE (store), result, error);
}

static const SsHistorySteps history_steps = { perform, finish, step_free };

/* Done: it can be undone now. */
static void
succeed (GTask *task)
{
  Change *change = g_task_get_task_data (task);

  if (change->history != NULL)
    ss_change_history_note (change->history, change->label, g_task_get_source_object (task), &history_steps,
                            g_steal_pointer (&change->undo), g_steal_pointer (&change->step));
  g_task_return_boolean (task, TRUE);
}

static void
created_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Link *link = ((Change *) g_task_get_task_data (task))->step->link;
  GError *error = NULL;
  g_autoptr (SsModel) created = ss_catalog_store_create_finish (SS_CATALOG_STORE (store), result, &error);

  if (created == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_free (link->id);
  link->id = g_strdup (ss_model_get_id (created));
  g_object_set_data_full (G_OBJECT (created), LINK_KEY, g_rc_box_acquire (link), link_unref);
  succeed (task);
}

static void
deleted_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Link *link = ((Change *) g_task_get_task_data (task))->step->link;
  GError *error = NULL;

  if (!ss_catalog_store_delete_finish (SS_CATALOG_STORE (store), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_pointer (&link->id, g_free);
  succeed (task);
}

static void
changed_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ss_catalog_store_change_finish (SS_CATALOG_STORE (store), result, &error))
    succeed (task);
  else
    g_task_return_error (task, error);
}

static void
run (GTask *task)
{
  SsCatalogStore *store = g_task_get_source_object (task);
  const Change *change = g_task_get_task_data (task);
  Link *link = change->step->link;
  SsBlocker *held = ss_catalog_store_find_blocker (store, link->id);

  if (link->id == NULL && change->step->patch == NULL)
    ss_catalog_store_create_async (store, link->content, g_task_get_cancellable (task), created_cb, task);
  else if (held == NULL)
    {
      g_task_return_new_error (task, SS_CLIENT_ERROR, SS_CLIENT_ERROR_NOT_FOUND,
                               _ ("Somebody has given this time back meanwhile."));
      g_object_unref (task);
    }
  else if (change->step->patch != NULL)
    ss_catalog_store_change_async (store, SS_MODEL (held), change->step->patch, g_task_get_cancellable (task),
                                   changed_cb, task);
  else
    {
      g_clear_object (&link->content);
      link->content = ss_model_copy (SS_MODEL (held));
      ss_blocker_set_id (SS_BLOCKER (link->content), NULL);
      ss_catalog_store_delete_async (store, SS_MODEL (held), g_task_get_cancellable (task), deleted_cb, task);
    }
}

/* (transfer full) @step, @undo, @label; the last three where it is to be noted */
static void
start (SsCatalogStore *store, Step *step, SsChangeHistory *history, Step *undo, char *label,
       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Change *change = g_new0 (Change, 1);

  g_task_set_source_tag (task, start);
  change->step = step;
  change->undo = undo;
  change->history = history != NULL ? g_object_ref (history) : NULL;
  change->label = label;
  g_task_set_task_data (task, change, change_free);
  run (task);
}

static void
perform (GObject *store, gpointer data, GCancellable *cancellable, GAsyncReadyCallback callback,
         gpointer user_data)
{
  Step *step = data;

  start (SS_CATALOG_STORE (store), step_new (step->link, step->patch), NULL, NULL, NULL, cancellable,
         callback, user_data);
}

void
ss_blocker_changes_create_async (SsCatalogStore *store, SsChangeHistory *history, SsBlocker *blocker,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Link *link;

  g_return_if_fail (SS_IS_CATALOG_STORE (store));
  g_return_if_fail (SS_IS_BLOCKER (blocker) && ss_blocker_get_id (blocker) == NULL);

  link = g_rc_box_new0 (Link);
  link->content = ss_model_copy (SS_MODEL (blocker));
  /* Translators: time that nobody can book; %s: why, as "Lunch". */
  start (store, step_new (link, NULL), history, step_new (link, NULL),
         g_strdup_printf (_ ("Block time: %s"), ss_blocker_get_title (blocker)), cancellable, callback,
         user_data);
  link_unref (link);
}

void
ss_blocker_changes_change_async (SsCatalogStore *store, SsChangeHistory *history, SsBlocker *blocker,
                                 SsBlocker *patch, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (SsModel) after = NULL;
  g_autoptr (SsModel) back = NULL;

  g_return_if_fail (SS_IS_CATALOG_STORE (store));
  g_return_if_fail (SS_IS_BLOCKER (blocker) && SS_IS_BLOCKER (patch));

  after = ss_model_copy (SS_MODEL (blocker));
  ss_model_merge (after, SS_MODEL (patch));
  back = ss_model_make_patch (after, SS_MODEL (blocker));
  start (store, step_new (get_link (blocker), SS_MODEL (patch)), history, step_new (get_link (blocker), back),
         g_strdup_printf (_ ("Change blocked time: %s"), ss_blocker_get_title (SS_BLOCKER (after))),
         cancellable, callback, user_data);
}

void
ss_blocker_changes_delete_async (SsCatalogStore *store, SsChangeHistory *history, SsBlocker *blocker,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SS_IS_CATALOG_STORE (store));
  g_return_if_fail (SS_IS_BLOCKER (blocker));

  start (store, step_new (get_link (blocker), NULL), history, step_new (get_link (blocker), NULL),
         g_strdup_printf (_ ("Give blocked time back: %s"), ss_blocker_get_title (blocker)), cancellable,
         callback, user_data);
}

/**
 * ss_blocker_changes_finish:
 * @store: a store
 * @result: what the callback got
 * @error: an SsClientError; `booking_conflict` where bookings lie in that time
 *
 * Returns: whether it is done
 */
gboolean
ss_blocker_changes_finish (SsCatalogStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
