/* installation-groups.h: what a tenant has installed, in groups, searched and filtered
 *
 * Signal: ::changed when a group has other members.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/plugins.h"

G_BEGIN_DECLS

typedef enum
{
  SS_GROUP_UPDATES,
  SS_GROUP_ACTIVE,
  SS_GROUP_INACTIVE,
} SsInstallationGroup;

#define SS_N_INSTALLATION_GROUPS (SS_GROUP_INACTIVE + 1)

SsInstallationGroup ss_installation_get_group (SsInstallation *installation);

#define SS_TYPE_INSTALLATION_GROUPS (ss_installation_groups_get_type ())
G_DECLARE_FINAL_TYPE (SsInstallationGroups, ss_installation_groups, SS, INSTALLATION_GROUPS, GObject)

SsInstallationGroups *ss_installation_groups_new (GListModel *installations);
GListModel *ss_installation_groups_get (SsInstallationGroups *self, SsInstallationGroup group);
void ss_installation_groups_set_search (SsInstallationGroups *self, const char *search);
void ss_installation_groups_set_category (SsInstallationGroups *self, const char *category);

G_END_DECLS
