/* masquerade-banner.c: says throughout a masquerade who is whom, how long it lasts, and stops it
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/shell/masquerade-banner.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/role-badge.h"

/* Seconds left at which it is said aloud. */
static const guint warnings[] = { 5 * 60, 60 };

struct _SsMasqueradeBanner
{
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *label;
  GtkLabel *alert;
  GtkWidget *stop_button;

  SsSession *session; /* (owned) (nullable) */
  guint n_warned;     /* how many of the warnings are behind us */
  gboolean is_announced;
};

G_DEFINE_FINAL_TYPE (SsMasqueradeBanner, ss_masquerade_banner, GTK_TYPE_BOX)

static guint announce_signal;

static char *
describe_time (guint seconds)
{
  guint minutes = (seconds + 59) / 60;

  if (seconds <= 60)
    return g_strdup_printf (ngettext ("%u s left", "%u s left", seconds), seconds);
  return g_strdup_printf (ngettext ("%u min left", "%u min left", minutes), minutes);
}

static char *
describe (SsMasqueradeBanner *self)
{
  SsCurrentUser *user = ss_session_get_current_user (self->session);
  SsCurrentUser *real = ss_session_get_current_user (ss_session_get_real (self->session));
  g_autofree char *time = describe_time (ss_session_get_seconds_left (self->session));
  const char *form = ss_session_get_is_view_only (self->session)
                         /* Translators: a name, a role, the name of who is really there, and a time */
                         ? _ ("Viewing as %s (%s) — signed in as %s — %s")
                         /* Translators: a name, a role, the name of who is really there, and a time */
                         : _ ("Acting as %s (%s) — signed in as %s — %s");

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (form, ss_current_user_get_name (user),
                          ss_role_describe (ss_current_user_get_role (user)),
                          real != NULL ? ss_current_user_get_name (real) : "", time);
#pragma GCC diagnostic pop
}

/* The screen reader speaks what becomes an alert's name; GTK has no announcements of their own yet. */
static void
announce (SsMasqueradeBanner *self, const char *text)
{
  gtk_label_set_text (self->alert, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->alert), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_emit (self, announce_signal, 0, text);
}

static void
announce_start (SsMasqueradeBanner *self)
{
  g_autofree char *who = ss_masquerade_describe (self->session);
  g_autofree char *text = g_strdup_printf (
      /* Translators: "Viewing as Jane Doe" */
      ss_session_get_is_view_only (self->session)
          ? _ ("%s. Nothing can be changed. Ctrl+Shift+Escape stops.")
          : _ ("%s. What you change counts. Ctrl+Shift+Escape stops."),
      who);

  announce (self, text);
}

static void
announce_time (SsMasqueradeBanner *self, guint seconds)
{
  g_autofree char *who = ss_masquerade_describe (self->session);
  guint minutes = seconds / 60;
  /* Translators: "Viewing as Jane Doe", and a number */
  g_autofree char *text =
      g_strdup_printf (ngettext ("%s: %u minute left", "%s: %u minutes left", minutes), who, minutes);

  announce (self, text);
}

static void
warn (SsMasqueradeBanner *self)
{
  guint left = ss_session_get_seconds_left (self->session);
  guint n_due = 0;

  while (n_due < G_N_ELEMENTS (warnings) && left <= warnings[n_due])
    n_due++;
  /* After a sleep only the last one is true. */
  if (n_due > self->n_warned)
    announce_time (self, warnings[n_due - 1]);
  self->n_warned = n_due;
}

static void
update_cb (SsMasqueradeBanner *self)
{
  g_autofree char *text = NULL;

  if (self->session == NULL || ss_session_get_current_user (self->session) == NULL)
    return;

  text = describe (self);
  if (g_strcmp0 (gtk_label_get_text (self->label), text) != 0)
    gtk_label_set_text (self->label, text);
  warn (self);
}

/* Whoever listens to the signal is there by then. */
static void
ss_masquerade_banner_map (GtkWidget *widget)
{
  SsMasqueradeBanner *self = SS_MASQUERADE_BANNER (widget);

  GTK_WIDGET_CLASS (ss_masquerade_banner_parent_class)->map (widget);
  if (self->session != NULL && !self->is_announced)
    announce_start (self);
  self->is_announced = self->session != NULL;
}

static void
ss_masquerade_banner_dispose (GObject *object)
{
  g_clear_object (&SS_MASQUERADE_BANNER (object)->session);

  G_OBJECT_CLASS (ss_masquerade_banner_parent_class)->dispose (object);
}

static void
ss_masquerade_banner_class_init (SsMasqueradeBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ss_masquerade_banner_dispose;
  GTK_WIDGET_CLASS (klass)->map = ss_masquerade_banner_map;

  announce_signal = g_signal_new ("announce", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_BANNER);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "masquerade-banner");
}

static void
ss_masquerade_banner_init (SsMasqueradeBanner *self)
{
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *alert = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);

  self->icon = GTK_IMAGE (icon);
  self->label = GTK_LABEL (label);
  self->alert = GTK_LABEL (alert);
  self->stop_button = gtk_button_new_with_mnemonic (_ ("_Stop"));
  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (self->stop_button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->stop_button, _ ("Be Yourself Again (Ctrl+Shift+Escape)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->stop_button), "app.stop-masquerade");
  /* For the ear alone: the eye has the label and a toast. */
  gtk_widget_set_size_request (alert, 0, 0);
  gtk_widget_set_opacity (alert, 0);
  gtk_label_set_ellipsize (self->alert, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->alert, 0);
  gtk_box_append (GTK_BOX (self), icon);
  gtk_box_append (GTK_BOX (self), label);
  gtk_box_append (GTK_BOX (self), alert);
  gtk_box_append (GTK_BOX (self), self->stop_button);
}

/**
 * ss_masquerade_banner_set_session:
 * @self: a banner
 * @session: a masquerade's session
 */
void
ss_masquerade_banner_set_session (SsMasqueradeBanner *self, SsSession *session)
{
  g_return_if_fail (ss_session_get_real (session) != NULL);

  g_set_object (&self->session, session);
  gtk_image_set_from_icon_name (self->icon, ss_masquerade_get_icon_name (session));
  if (!ss_session_get_is_view_only (session))
    gtk_widget_add_css_class (GTK_WIDGET (self), "act");
  g_signal_connect_object (session, "notify::seconds-left", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::current-user", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update_cb (self);
}

/**
 * ss_masquerade_get_icon_name:
 * @session: a masquerade's session
 *
 * Returns: an eye for who looks, a pen for who acts
 */
const char *
ss_masquerade_get_icon_name (SsSession *session)
{
  return ss_session_get_is_view_only (session) ? "view-reveal-symbolic" : "document-edit-symbolic";
}

/**
 * ss_masquerade_describe:
 * @session: a masquerade's session
 *
 * Returns: (transfer full): "Viewing as NAME" or "Acting as NAME"
 */
char *
ss_masquerade_describe (SsSession *session)
{
  SsCurrentUser *user = ss_session_get_current_user (session);
  const char *name = user != NULL ? ss_current_user_get_name (user) : "";

  /* Translators: the name of a person */
  return ss_session_get_is_view_only (session) ? g_strdup_printf (_ ("Viewing as %s"), name)
                                               : g_strdup_printf (_ ("Acting as %s"), name);
}
