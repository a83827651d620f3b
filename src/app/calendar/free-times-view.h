/* free-times-view.h: the free times of a day, to choose from
 *
 * Signal ::chosen (int minute): of the day.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "client/session.h"

G_BEGIN_DECLS

#define SS_TYPE_FREE_TIMES_VIEW (ss_free_times_view_get_type ())
G_DECLARE_FINAL_TYPE (SsFreeTimesView, ss_free_times_view, SS, FREE_TIMES_VIEW, AdwBin)

/* @service_id: (nullable): nothing to offer yet; @resource_id: (nullable): anybody who does it */
void ss_free_times_view_show (SsFreeTimesView *self, SsSession *session, const char *service_id,
                              const char *resource_id, const GDate *date, const char *zone);
/* @minute: of the day; below 0: none of them */
void ss_free_times_view_mark (SsFreeTimesView *self, int minute);

G_END_DECLS
