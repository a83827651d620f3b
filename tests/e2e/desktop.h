/* desktop.h: both programs for real, driven through the accessibility bus as a screen reader would
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <atspi/atspi.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* libatspi's older releases know no g_autoptr. */
static inline void
e2e_clear_object (void *pointer)
{
  g_clear_object ((GObject **) pointer);
}
#define e2e_auto __attribute__ ((cleanup (e2e_clear_object)))

/* As g_test_init(); before anything else. */
void e2e_init (int *argc, char ***argv);

/* The platform, a child on a store of its own. */
typedef struct
{
  GSubprocess *process; /* (owned) (nullable): while it runs */
  char *directory;      /* (owned) */
  char *address;        /* (owned): "http://127.0.0.1:PORT" */
  guint port;           /* kept over a restart */
} E2ePlatform;

void e2e_platform_start (E2ePlatform *platform);
void e2e_platform_kill (E2ePlatform *platform);
void e2e_platform_clear (E2ePlatform *platform);

/* The client, a child with settings and a temporary folder of its own; its part of the accessibility tree is
 * found by its process. */
typedef struct
{
  char *directory;              /* (owned) (nullable): kept over a restart */
  GSubprocess *process;         /* (owned) (nullable): while it runs */
  AtspiAccessible *application; /* (owned) (nullable) */
} E2eClient;

void e2e_client_start (E2eClient *client);
/* As a person closes it: what it keeps is there at the next start. */
void e2e_client_quit (E2eClient *client);
void e2e_client_kill (E2eClient *client);
void e2e_client_clear (E2eClient *client);
/* (transfer full): where its temporary files are */
char *e2e_client_get_temporary (E2eClient *client);
/* Activates one of the application's actions, or one of its window's ("win.…"). */
void e2e_client_act (E2eClient *client, const char *action, const char *parameter);
void e2e_client_act_with (E2eClient *client, const char *action, GVariant *parameter);

/* Waits until something of @role (or any: ATSPI_ROLE_INVALID) is shown whose name contains @name; the test
 * fails when it does not come. (transfer full) */
AtspiAccessible *e2e_wait_for (E2eClient *client, AtspiRole role, const char *name);
/* The same below @parent. */
AtspiAccessible *e2e_wait_within (AtspiAccessible *parent, AtspiRole role, const char *name);
/* NULL when it is not there now. (transfer full) */
AtspiAccessible *e2e_find (AtspiAccessible *parent, AtspiRole role, const char *name);
void e2e_wait_until_gone (AtspiAccessible *parent, AtspiRole role, const char *name);

/* What a person does. */
void e2e_press (AtspiAccessible *accessible); /* its first action */
void e2e_press_button (E2eClient *client, const char *name);
void e2e_click (AtspiAccessible *accessible);
void e2e_enter (AtspiAccessible *accessible, const char *text);
void e2e_enter_into (E2eClient *client, const char *name, const char *text);
void e2e_key (const char *keys); /* as xdotool writes them: "ctrl+f" */
void e2e_type (const char *text);
gboolean e2e_is_sensitive (AtspiAccessible *accessible);

/* Waits until @condition; the test fails with @what when it does not come. */
void e2e_wait_until (gboolean (*condition) (gpointer data), gpointer data, const char *what);

/* What is on the screen, for a failed test's log. */
void e2e_dump (AtspiAccessible *parent);

G_END_DECLS
