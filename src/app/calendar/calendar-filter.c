/* calendar-filter.c: which bookings the calendar shows: those on some resources, for some services, in some
 * states
 *
 * SPDX-License-Identifier: MIT
 */
#include "app/calendar/calendar-filter.h"

struct _SsCalendarFilter
{
  GObject parent_instance;

  GHashTable *chosen[SS_N_CALENDAR_FILTERS]; /* (owned): a set of ids (owned) each */
};

G_DEFINE_FINAL_TYPE (SsCalendarFilter, ss_calendar_filter, G_TYPE_OBJECT)

static guint changed_signal;

static void
changed (SsCalendarFilter *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void
ss_calendar_filter_finalize (GObject *object)
{
  SsCalendarFilter *self = SS_CALENDAR_FILTER (object);

  for (guint i = 0; i < SS_N_CALENDAR_FILTERS; i++)
    g_hash_table_unref (self->chosen[i]);
  G_OBJECT_CLASS (ss_calendar_filter_parent_class)->finalize (object);
}

static void
ss_calendar_filter_class_init (SsCalendarFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ss_calendar_filter_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
ss_calendar_filter_init (SsCalendarFilter *self)
{
  for (guint i = 0; i < SS_N_CALENDAR_FILTERS; i++)
    self->chosen[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

SsCalendarFilter *
ss_calendar_filter_new (void)
{
  return g_object_new (SS_TYPE_CALENDAR_FILTER, NULL);
}

/**
 * ss_calendar_filter_set:
 * @self: a filter
 * @kind: of what
 * @id: a resource's or service's id, or a status
 * @is_chosen: whether it is among those that are shown
 */
void
ss_calendar_filter_set (SsCalendarFilter *self, SsCalendarFilterKind kind, const char *id, gboolean is_chosen)
{
  gboolean is_changed = is_chosen ? g_hash_table_add (self->chosen[kind], g_strdup (id))
                                  : g_hash_table_remove (self->chosen[kind], id);

  if (is_changed)
    changed (self);
}

gboolean
ss_calendar_filter_has (SsCalendarFilter *self, SsCalendarFilterKind kind, const char *id)
{
  return g_hash_table_contains (self->chosen[kind], id);
}

guint
ss_calendar_filter_count (SsCalendarFilter *self, SsCalendarFilterKind kind)
{
  return g_hash_table_size (self->chosen[kind]);
}

guint
ss_calendar_filter_count_all (SsCalendarFilter *self)
{
  guint count = 0;

  for (guint i = 0; i < SS_N_CALENDAR_FILTERS; i++)
    count += g_hash_table_size (self->chosen[i]);
  return count;
}

void
ss_calendar_filter_clear (SsCalendarFilter *self)
{
  if (ss_calendar_filter_count_all (self) == 0)
    return;
  for (guint i = 0; i < SS_N_CALENDAR_FILTERS; i++)
    g_hash_table_remove_all (self->chosen[i]);
  changed (self);
}

/**
 * ss_calendar_filter_keep:
 * @self: a filter
 * @kind: of what
 * @known: (array zero-terminated=1): all ids that there are
 *
 * What is chosen and has been deleted meanwhile would hide everything, and could not be taken back.
 */
void
ss_calendar_filter_keep (SsCalendarFilter *self, SsCalendarFilterKind kind, const char *const *known)
{
  GHashTableIter iter;
  gpointer id;
  gboolean is_changed = FALSE;

  g_hash_table_iter_init (&iter, self->chosen[kind]);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_strv_contains (known, id))
      {
        g_hash_table_iter_remove (&iter);
        is_changed = TRUE;
      }
  if (is_changed)
    changed (self);
}

/**
 * ss_calendar_filter_shows:
 * @self: a filter
 * @kind: of what
 * @id: (nullable): a resource's or service's id, or a status
 *
 * Returns: whether what has it is shown
 */
gboolean
ss_calendar_filter_shows (SsCalendarFilter *self, SsCalendarFilterKind kind, const char *id)
{
  return g_hash_table_size (self->chosen[kind]) == 0
         || (id != NULL && g_hash_table_contains (self->chosen[kind], id));
}

gboolean
ss_calendar_filter_shows_booking (SsCalendarFilter *self, SsAppointment *booking)
{
  return ss_calendar_filter_shows (self, SS_CALENDAR_FILTER_SERVICE, ss_appointment_get_service_id (booking))
         && ss_calendar_filter_shows (self, SS_CALENDAR_FILTER_STATUS, ss_appointment_get_status (booking));
}

/**
 * ss_calendar_filter_save:
 * @self: a filter
 *
 * Returns: (transfer floating): what is chosen, as "aas"
 */
GVariant *
ss_calendar_filter_save (SsCalendarFilter *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aas"));
  for (guint i = 0; i < SS_N_CALENDAR_FILTERS; i++)
    {
      guint count;
      g_autofree gpointer *ids = g_hash_table_get_keys_as_array (self->chosen[i], &count);

      g_variant_builder_add_value (&builder, g_variant_new_strv ((const char *const *) ids, count));
    }
  return g_variant_builder_end (&builder);
}

/**
 * ss_calendar_filter_restore:
 * @self: a filter
 * @saved: what ss_calendar_filter_save() gave; anything else is left alone
 */
void
ss_calendar_filter_restore (SsCalendarFilter *self, GVariant *saved)
{
  if (!g_variant_is_of_type (saved, G_VARIANT_TYPE ("aas"))
      || g_variant_n_children (saved) != SS_N_CALENDAR_FILTERS)
    return;
  for (guint i = 0; i < SS_N_CALENDAR_FILTERS; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (saved, i);
      g_autofree const char **ids = g_variant_get_strv (child, NULL);

      g_hash_table_remove_all (self->chosen[i]);
      for (guint j = 0; ids[j] != NULL; j++)
        g_hash_table_add (self->chosen[i], g_strdup (ids[j]));
    }
  changed (self);
}
