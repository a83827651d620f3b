/* supervisor.h: several processes of the platform at one socket
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _SsSupervisor SsSupervisor;

/* In a worker's environment: the descriptor of the memory in which all count what they do. */
#define SS_SUPERVISOR_METRICS "SMOOTHSCHEDULE_METRICS_FD"

/* All processes accept, or the last one has ended. */
typedef void (*SsSupervisorFunc) (SsSupervisor *self, gpointer user_data);

/* @words: the command line of each; it is told where to listen by one more word. */
SsSupervisor *ss_supervisor_new (const char *const *words, GSocket *socket, guint n_workers);
void ss_supervisor_free (SsSupervisor *self);

void ss_supervisor_start (SsSupervisor *self, SsSupervisorFunc ready, SsSupervisorFunc ended,
                          gpointer user_data);
/* Each gives way to a new one, one after the other, without a request being lost. */
void ss_supervisor_replace (SsSupervisor *self);
void ss_supervisor_signal (SsSupervisor *self, int number);
/* Each finishes what it has begun. */
void ss_supervisor_stop (SsSupervisor *self);
gboolean ss_supervisor_has_failed (SsSupervisor *self); /* before they were ready */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SsSupervisor, ss_supervisor_free)

G_END_DECLS
