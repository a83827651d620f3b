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

/* Several that are made, deleted and made again together. */
typedef struct
{
  GPtrArray *steps;         /* (owned): of Step */
  guint n_done;             /* of those that are under way */
  SsChangeHistory *history; /* (owned) (nullable) */
  GError *error;            /* (owned) (nullable): of the first that failed */
} Group;

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

static void
group_free (gpointer data)
{
  Group *group = data;

  g_ptr_array_unref (group->steps);
  g_clear_object (&group->history);
  g_clear_error (&group->error);
  g_free (group);
}

static Group *
group_new (GPtrArray *steps, guint n_steps)
{
  Group *group = g_new0 (Group, 1);

  group->steps = g_ptr_array_new_with_free_func (step_free);
  for (guint i = 0; i < n_steps; i++)
    g_ptr_array_add (group->steps, step_new (((Step *) g_ptr_array_index (steps, i))->link, NULL));
  return group;
}

static void perform_group (GObject *store, gpointer data, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);

static const SsHistorySteps group_steps = { perform_group, finish, group_free };

/* What is made can be taken back, also where the next one failed. */
static void
note_group (GTask *task)
{
  Group *group = g_task_get_task_data (task);
  const Step *first = g_ptr_array_index (group->steps, 0);
  g_autofree char *label = NULL;

  if (group->history == NULL || group->n_done == 0)
    return;
  /* Translators: time that nobody can book; %s: why, as "Lunch". */
  label = g_strdup_printf (_ ("Block time: %s"), ss_blocker_get_title (SS_BLOCKER (first->link->content)));
  ss_change_history_note (group->history, label, g_task_get_source_object (task), &group_steps,
                          group_new (group->steps, group->n_done), group_new (group->steps, group->n_done));
}

static void run_group (GTask *task);

static void
group_cb (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Group *group = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!finish (store, result, &error))
    {
      if (g_task_get_source_tag (task) == ss_blocker_changes_create_async)
        {
          note_group (task);
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
      /* What somebody else has given back does not keep the others. */
      if (group->error == NULL)
        group->error = g_steal_pointer (&error);
    }
  group->n_done++;
  run_group (g_steal_pointer (&task));
}

/* One after the other: one answer tells of one. (transfer full) @task */
static void
run_group (GTask *task)
{
  Group *group = g_task_get_task_data (task);

  if (group->n_done == group->steps->len)
    {
      note_group (task);
      if (group->error != NULL)
        g_task_return_error (task, g_steal_pointer (&group->error));
      else
        g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  perform (g_task_get_source_object (task), g_ptr_array_index (group->steps, group->n_done),
           g_task_get_cancellable (task), group_cb, task);
}

static void
perform_group (GObject *store, gpointer data, GCancellable *cancellable, GAsyncReadyCallback callback,
               gpointer user_data)
{
  const Group *group = data;
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, perform_group);
  g_task_set_task_data (task, group_new (group->steps, group->steps->len), group_free);
  run_group (task);
}

void
ss_blocker_changes_create_async (SsCatalogStore *store, SsChangeHistory *history, GPtrArray *blockers,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  Group *group;

  g_return_if_fail (SS_IS_CATALOG_STORE (store));
  g_return_if_fail (blockers->len > 0);

  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, ss_blocker_changes_create_async);
  group = g_new0 (Group, 1);
  group->steps = g_ptr_array_new_with_free_func (step_free);
  group->history = history != NULL ? g_object_ref (history) : NULL;
  for (guint i = 0; i < blockers->len; i++)
    {
      Link *link = g_rc_box_new0 (Link);

      link->content = ss_model_copy (g_ptr_array_index (blockers, i));
      g_ptr_array_add (group->steps, step_new (link, NULL));
      link_unref (link);
    }
  g_task_set_task_data (task, group, group_free);
  run_group (task);
}

void
ss_blocker_changes_change_async (SsCatalogStore *store, SsChangeHistory *history, SsBlocker *blocker,
                                 SsBlocker *patch, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (SsModel) after = NULL;
  g_autoptr (SsModel) before = NULL;
  g_autoptr (SsModel) back = NULL;

  g_return_if_fail (SS_IS_CATALOG_STORE (store));
  g_return_if_fail (SS_IS_BLOCKER (blocker) && SS_IS_BLOCKER (patch));

  after = ss_model_copy (SS_MODEL (blocker));
  ss_model_merge (after, SS_MODEL (patch));
  before = ss_model_copy (SS_MODEL (blocker));
  /* A reason is given for what is done, and none is taken back. */
  if (ss_blocker_has_override_reason (SS_BLOCKER (after)))
    ss_blocker_set_override_reason (SS_BLOCKER (before), ss_blocker_get_override_reason (SS_BLOCKER (after)));
  back = ss_model_make_patch (after, before);
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

guint
ss_blocker_changes_get_n_created (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ss_blocker_changes_create_async), 0);

  return ((const Group *) g_task_get_task_data (G_TASK (result)))->n_done;
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
