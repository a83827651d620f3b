/* installation-groups.c: what a tenant has installed, in groups, searched and filtered
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/plugins/installation-groups.h"

#include "domain/validation.h"

struct _SsInstallationGroups
{
  GObject parent_instance;

  GListModel *installations;                            /* (owned) */
  GPtrArray *watched;                                   /* (owned): those whose changes are listened to */
  GtkFilter *filters[SS_N_INSTALLATION_GROUPS];         /* (owned) */
  GtkFilterListModel *groups[SS_N_INSTALLATION_GROUPS]; /* (owned) */
  GStrv words;                                          /* (owned): of the search, folded */
  char *category;                                       /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (SsInstallationGroups, ss_installation_groups, G_TYPE_OBJECT)

static guint changed_signal;

typedef struct
{
  SsInstallationGroups *groups;
  SsInstallationGroup group;
} Member;

static gboolean
fits_search (SsInstallationGroups *self, SsInstallation *installation)
{
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;

  if (self->words[0] == NULL)
    return TRUE;
  text = g_strjoin (" ", ss_installation_get_name (installation), ss_installation_get_summary (installation),
                    ss_installation_get_author (installation), NULL);
  folded = ss_search_fold (text);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
match_cb (gpointer item, gpointer user_data)
{
  Member *member = user_data;
  SsInstallationGroups *self = member->groups;

  return ss_installation_get_group (item) == member->group
         && (self->category == NULL || g_strcmp0 (self->category, ss_installation_get_category (item)) == 0)
         && fits_search (self, item);
}

static void
refilter (SsInstallationGroups *self)
{
  for (guint i = 0; i < SS_N_INSTALLATION_GROUPS; i++)
    gtk_filter_changed (self->filters[i], GTK_FILTER_CHANGE_DIFFERENT);
  g_signal_emit (self, changed_signal, 0);
}

static void
watch (SsInstallationGroups *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->watched, i), refilter, self);
  g_ptr_array_set_size (self->watched, 0);
  for (guint i = 0; i < g_list_model_get_n_items (self->installations); i++)
    {
      gpointer installation = g_list_model_get_item (self->installations, i);

      g_signal_connect_swapped (installation, "notify::has-update", G_CALLBACK (refilter), self);
      g_signal_connect_swapped (installation, "notify::is-active", G_CALLBACK (refilter), self);
      g_ptr_array_add (self->watched, installation);
    }
}

static void
items_changed_cb (SsInstallationGroups *self)
{
  watch (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
ss_installation_groups_dispose (GObject *object)
{
  SsInstallationGroups *self = SS_INSTALLATION_GROUPS (object);

  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->watched, i), refilter, self);
  g_ptr_array_set_size (self->watched, 0);
  for (guint i = 0; i < SS_N_INSTALLATION_GROUPS; i++)
    {
      /* A list box may outlive the groups: it is left with nothing, so that no filter is asked any more. */
      if (self->groups[i] != NULL)
        gtk_filter_list_model_set_model (self->groups[i], NULL);
      g_clear_object (&self->groups[i]);
      g_clear_object (&self->filters[i]);
    }
  g_clear_object (&self->installations);
  G_OBJECT_CLASS (ss_installation_groups_parent_class)->dispose (object);
}

static void
ss_installation_groups_finalize (GObject *object)
{
  SsInstallationGroups *self = SS_INSTALLATION_GROUPS (object);

  g_ptr_array_unref (self->watched);
  g_strfreev (self->words);
  g_free (self->category);
  G_OBJECT_CLASS (ss_installation_groups_parent_class)->finalize (object);
}

static void
ss_installation_groups_class_init (SsInstallationGroupsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_installation_groups_dispose;
  G_OBJECT_CLASS (klass)->finalize = ss_installation_groups_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
ss_installation_groups_init (SsInstallationGroups *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->words = g_new0 (char *, 1);
}

/**
 * ss_installation_get_group:
 * @installation: what a tenant has
 *
 * Returns: where it is listed: what can be updated first, whether on or off
 */
SsInstallationGroup
ss_installation_get_group (SsInstallation *installation)
{
  if (ss_installation_get_has_update (installation))
    return SS_GROUP_UPDATES;
  return ss_installation_get_is_active (installation) ? SS_GROUP_ACTIVE : SS_GROUP_INACTIVE;
}

/**
 * ss_installation_groups_new:
 * @installations: of SsInstallation
 *
 * Returns: (transfer full): the groups, which follow what changes
 */
SsInstallationGroups *
ss_installation_groups_new (GListModel *installations)
{
  SsInstallationGroups *self = g_object_new (SS_TYPE_INSTALLATION_GROUPS, NULL);

  self->installations = g_object_ref (installations);
  for (guint i = 0; i < SS_N_INSTALLATION_GROUPS; i++)
    {
      Member *member = g_new (Member, 1);

      member->groups = self;
      member->group = (SsInstallationGroup) i;
      self->filters[i] = GTK_FILTER (gtk_custom_filter_new (match_cb, member, g_free));
      self->groups[i] =
          gtk_filter_list_model_new (g_object_ref (installations), g_object_ref (self->filters[i]));
    }
  g_signal_connect_object (installations, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  watch (self);
  return self;
}

GListModel *
ss_installation_groups_get (SsInstallationGroups *self, SsInstallationGroup group)
{
  return G_LIST_MODEL (self->groups[group]);
}

/**
 * ss_installation_groups_set_search:
 * @self: the groups
 * @search: (nullable): words that must all be in name, summary or author, whatever their case and accents
 */
void
ss_installation_groups_set_search (SsInstallationGroups *self, const char *search)
{
  g_autofree char *folded = ss_search_fold (search != NULL ? search : "");
  g_auto (GStrv) words = g_strsplit_set (folded != NULL ? folded : "", " \t", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (builder, words[i]);
  g_strfreev (self->words);
  self->words = g_strv_builder_end (builder);
  refilter (self);
}

void
ss_installation_groups_set_category (SsInstallationGroups *self, const char *category)
{
  g_free (self->category);
  self->category = category != NULL && *category != '\0' ? g_strdup (category) : NULL;
  refilter (self);
}
