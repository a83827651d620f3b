/* raw-sql-platform.c: the platform with a fault: some of its handlers tell the database whatever they are
 * sent
 *
 * So it shows whether the database itself keeps businesses apart, should a handler ever let through what it
 * must not.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/commands.h"
#include "platform/http/route.h"

#define FLAGS (SS_ROUTE_TENANT | SS_ROUTE_NO_PERMISSION)

/* Linked in place of the platform's own, which it has under another name. */
const SsRoute *__wrap_ss_routes_get (void);
const SsRoute *__real_ss_routes_get (void);

/* 204, or 409 with what the database says to it. */
static SsReply *
say_raw (SsRequest *request, GError **error)
{
  const char *sql = json_object_get_string_member_with_default (ss_request_get_body (request), "sql", "");
  g_autoptr (GError) refusal = NULL;

  if (ss_transaction_execute (ss_request_get_transaction (request), sql, NULL, &refusal, ""))
    return ss_reply_new (204);
  return ss_reply_new_error (409, "refused", refusal->message);
}

static const SsRoute raw_routes[] = {
  { "POST", "/raw/read/", 0, FLAGS, SS_ACCESS_READ, say_raw, NULL, NULL },
  { "POST", "/raw/write/", 0, FLAGS, SS_ACCESS_WRITE, say_raw, NULL, NULL },
  { "POST", "/raw/write-shared/", 0, FLAGS, SS_ACCESS_WRITE_SHARED, say_raw, NULL, NULL },
};

static const SsRoute *
add_routes (void)
{
  GArray *all = g_array_new (TRUE, TRUE, sizeof (SsRoute));

  g_array_append_vals (all, raw_routes, G_N_ELEMENTS (raw_routes));
  for (const SsRoute *route = __real_ss_routes_get (); route->method != NULL; route++)
    g_array_append_val (all, *route);
  return (const SsRoute *) (gpointer) g_array_free (all, FALSE);
}

const SsRoute *
__wrap_ss_routes_get (void)
{
  static const SsRoute *routes = NULL;

  if (g_once_init_enter (&routes))
    g_once_init_leave (&routes, add_routes ());
  return routes;
}

int
main (int argc, char **argv)
{
  return ss_commands_run (argc, argv);
}
