/* installation-changes.h: changes that are shown before the platform has confirmed them
 *
 * What is shown of an object is its confirmed state with the changes that still wait applied to it. Changes
 * to one object are sent one after the other; each is confirmed, or taken back without touching those behind
 * it.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "client/session.h"
#include "model/plugins.h"

G_BEGIN_DECLS

typedef struct _SsChange SsChange;

/* Shows what the change would make of @model. */
typedef void (*SsChangeApplyFunc) (SsChange *change, SsInstallation *model);

/**
 * SsChange:
 * @task: (owned): whose it is; answered by the `settled` function
 * @apply: (nullable): NULL: nothing is shown before it is confirmed
 */
struct _SsChange
{
  GTask *task;
  SsInstallation *installation; /* (owned) */
  const char *method;
  char *path;
  GBytes *body; /* (owned) (nullable) */
  GType type;   /* SS_TYPE_INSTALLATION, or G_TYPE_NONE */
  SsChangeApplyFunc apply;

  gint64 number;        /* for @apply: whether it is active, or stars */
  char *text;           /* (owned) (nullable): a review */
  JsonObject *settings; /* (owned) (nullable): configValues to merge */
};

void ss_change_free (SsChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsChange, ss_change_free)

typedef struct _SsChanges SsChanges;

typedef struct
{
  /* It is confirmed, or refused for @error; what is shown is right again. */
  void (*settled) (SsChange *change, const GError *error, gpointer owner);
  /* The first change to @id waits, or the last one is settled. */
  void (*pending_changed) (const char *id, gpointer owner);
} SsChangesFuncs;

SsChanges *ss_changes_new (SsSession *session, const SsChangesFuncs *funcs, gpointer owner);
SsChanges *ss_changes_ref (SsChanges *self);
void ss_changes_unref (SsChanges *self);
void ss_changes_add (SsChanges *self, SsChange *change); /* takes it over */
gboolean ss_changes_is_pending (SsChanges *self, const char *id);
/* Somebody else's change to what is being changed here: what waits stays on top of it. */
void ss_changes_confirm (SsChanges *self, SsInstallation *fresh);

G_END_DECLS
