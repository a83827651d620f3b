/* settings-page.c: the business' settings, and the own account
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "app/business/settings-page.h"

struct _SsSettingsPage
{
  SsPage parent_instance;
};

G_DEFINE_FINAL_TYPE (SsSettingsPage, ss_settings_page, SS_TYPE_PAGE)

static void
ss_settings_page_class_init (SsSettingsPageClass *klass)
{
}

static void
ss_settings_page_init (SsSettingsPage *self)
{
}
