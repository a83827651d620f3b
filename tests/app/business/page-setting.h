/* page-setting.h: a page in a window, with a platform in the test's own process
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "app/shell/page.h"
#include "fixture.h"

G_BEGIN_DECLS

typedef struct
{
  Fixture *fixture;
  SsSession *session;
  SsWorkspace *workspace;
  GtkWidget *window;
  SsPage *page; /* (unowned): the window's */
  char *toast;  /* (owned) (nullable): the title of the last one */
  AdwToast *last_toast;
  GPtrArray *bodies; /* of what was sent */
} PageSetting;

/* What the user may do, before page_setting_start(): "\"customers.view\", \"customers.edit\"". */
void page_setting_init (PageSetting *self, const char *permissions);
void page_setting_start (PageSetting *self, GType type, int width);
void page_setting_clear (PageSetting *self);
/* Answers @request with @json and notes what was sent. */
void page_setting_answer (PageSetting *self, const char *request, guint status, const char *json);

/* The first visible one of a type below @parent whose text or accessible text is @text; NULL: any. */
GtkWidget *find_widget (GtkWidget *parent, GType type, const char *text);
/* The message dialog that is open. */
GtkWidget *wait_for_dialog (GType type);
void close_dialogs (void);

G_END_DECLS
