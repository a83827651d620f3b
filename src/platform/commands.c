/* commands.c: what an operator types
 *
 * Exit status: 0 done, 1 failed with a sentence, 2 called wrongly. A password is never on the command line,
 * where every user of the machine could read it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/commands.h"

#include <stdio.h>
#include <string.h>

#include "config.h"
#include "domain/validation.h"
#include "model/tenants.h"
#include "platform/audit/audit-verify.h"
#include "platform/auth/people.h"
#include "platform/command-backup.h"
#include "platform/command-serve.h"
#include "platform/configuration.h"
#include "platform/password-prompt.h"
#include "platform/tenants/tenant-backup.h"
#include "platform/tenants/tenant-create.h"

#define JOBS 4
#define WORKERS_MAX 256
#define PROGRAM "smoothschedule-platform"

/* Whatever a command can be told. */
typedef struct
{
  char *config;
  char *store;
  char *listen;
  char *tls_certificate;
  char *tls_key;
  int workers;
  char *base_domain;
  char *store_events;
  char *log_directory;
  char *files;
  char **trusted_proxies;
  gboolean demo;
  gboolean route53;
  gboolean stop_on_eof;
  gboolean dry_run;
  int jobs;
  gboolean replace;
  char *from;
  char *to;
  char *name;
  char *subdomain;
  char *tier;
  char *tenant;
  char *role;
  char *email;
  char *owner_email;
  char *owner_name;
} Options;

static Options options = { .workers = SS_CONFIGURATION_NO_NUMBER, .jobs = SS_CONFIGURATION_NO_NUMBER };
static char **all_words; /* as they were typed */

typedef struct
{
  const char *words; /* "tenant create" */
  const char *summary;
  const char *names;  /* of its options, besides --store: "name subdomain" */
  const char *needed; /* those it can't do without */
  int (*run) (void);
} Command;

#define TEXT(long_name, field, description, argument)                           \
  {                                                                             \
    long_name, 0, 0, G_OPTION_ARG_STRING, &options.field, description, argument \
  }
#define NUMBER(long_name, field, description, argument)                      \
  {                                                                          \
    long_name, 0, 0, G_OPTION_ARG_INT, &options.field, description, argument \
  }
#define SWITCH(long_name, field, description)                             \
  {                                                                       \
    long_name, 0, 0, G_OPTION_ARG_NONE, &options.field, description, NULL \
  }

static const GOptionEntry all_options[] = {
  TEXT ("config", config, "Where options stand that are not told here (default: $SMOOTHSCHEDULE_CONFIG)",
        "FILE"),
  TEXT ("store", store, "Where the data lies: sqlite: and a folder, or postgresql://HOST/DATABASE",
        "sqlite:DIR"),
  TEXT ("listen", listen, "Address and port to listen on; port 0: any free one (default 127.0.0.1:8000)",
        "ADDRESS:PORT"),
  TEXT ("tls-cert", tls_certificate, "Speak TLS with this certificate, and those behind it in the file",
        "PEM"),
  TEXT ("tls-key", tls_key, "The certificate's private key", "PEM"),
  NUMBER ("workers", workers,
          "How many processes serve, looked after by one more (default 0: this one; PostgreSQL)", "N"),
  TEXT ("base-domain", base_domain,
        "Domain under which each business has a name (default smoothschedule.com)", "DOMAIN"),
  TEXT ("store-events", store_events,
        "The database itself, where --store is a PgBouncer's, which passes no events on",
        "postgresql://HOST/DATABASE"),
  TEXT ("log-dir", log_directory, "Folder for security.log (default: the store's, or this one)", "DIR"),
  TEXT ("files", files,
        "Where uploaded files go: a folder, or s3://BUCKET/FOLDER?region=…&endpoint=… (default: files in the "
        "store's folder, or here)",
        "DIR"),
  { "trusted-proxy", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.trusted_proxies,
    "Proxy whose X-Forwarded-For, -Proto and -Host count; may be repeated", "ADDRESS[/PREFIX]" },
  SWITCH ("route53", route53, "Write records of domains whose zone in Amazon Route 53 is known"),
  SWITCH ("demo", demo, "Demo data where the store is empty, or a demo business"),
  SWITCH ("stop-on-eof", stop_on_eof, "Also stop when standard input ends"),
  SWITCH ("dry-run", dry_run, "Change nothing, say what would be done"),
  NUMBER ("jobs", jobs, "How many businesses at once (default 4; PostgreSQL)", "N"),
  TEXT ("from", from, "Where it is read: a backup's file or folder, or a store", "WHERE"),
  TEXT ("to", to, "Where it goes: a file or folder, or a store", "WHERE"),
  SWITCH ("replace", replace, "What is there gives way to what is restored"),
  TEXT ("name", name, "Name of the business or person", "NAME"),
  TEXT ("subdomain", subdomain, "First label of the business's address, as acme", "LABEL"),
  TEXT ("tier", tier, "FREE, PROFESSIONAL, BUSINESS or ENTERPRISE (default FREE)", "TIER"),
  TEXT ("tenant", tenant, "Subdomain of the business; none: platform staff, or all chains", "LABEL"),
  TEXT ("role", role, "Role, as TENANT_MANAGER", "ROLE"),
  TEXT ("email", email, "E-mail address", "EMAIL"),
  TEXT ("owner-email", owner_email, "E-mail address of the owner", "EMAIL"),
  TEXT ("owner-name", owner_name, "Name of the owner", "NAME"),
  { NULL },
};

G_GNUC_PRINTF (2, 3)
static int
fail (int status, const char *format, ...)
{
  va_list arguments;

  fputs (PROGRAM ": ", stderr);
  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputc ('\n', stderr);
  return status;
}

/* What is wrong with one business is said, but only `migrate` is about all of them. */
static SsStore *
open_store (GError **error)
{
  g_autoptr (SsStore) store = ss_store_open (options.store, error);
  g_autoptr (GError) problem = NULL;

  if (store == NULL || ss_store_migrate (store, &problem))
    return g_steal_pointer (&store);
  if (g_error_matches (problem, SS_STORE_ERROR, SS_STORE_ERROR_DAMAGED))
    {
      fail (1, "%s", problem->message);
      return g_steal_pointer (&store);
    }
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* The sentence about a value that will not do, or NULL. */
static const char *
check_values (void)
{
  const struct
  {
    const char *value;
    const char *(*check) (const char *text);
  } checks[] = {
    { options.name, ss_validate_name },       { options.subdomain, ss_validate_subdomain },
    { options.email, ss_validate_email },     { options.owner_email, ss_validate_email },
    { options.owner_name, ss_validate_name },
  };

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      const char *sentence = checks[i].value != NULL ? checks[i].check (checks[i].value) : NULL;

      if (sentence != NULL)
        return sentence;
    }
  return NULL;
}

static int
run_serve (void)
{
  SsServeOptions serve = {
    .platform = {
      .store = options.store,
      .listen = options.listen != NULL ? options.listen : (char *) "127.0.0.1:8000",
      .tls_certificate = options.tls_certificate,
      .tls_key = options.tls_key,
      .base_domain = options.base_domain != NULL ? options.base_domain : (char *) "smoothschedule.com",
      .store_events = options.store_events,
      .log_directory = options.log_directory,
      .files = options.files,
      .trusted_proxies = options.trusted_proxies,
      .route53 = options.route53,
      .demo = options.demo,
    },
    .n_workers = (guint) MAX (options.workers, 0),
    .stop_on_eof = options.stop_on_eof,
    .words = all_words,
  };

  if (options.workers > WORKERS_MAX)
    return fail (2, "%d processes are too many: --workers goes up to %d", options.workers, WORKERS_MAX);
  return ss_command_serve (&serve);
}

/* Somebody may watch, or read it from a pipe while it goes on. */
static void
migration_cb (const char *schema, const char *migration, gpointer user_data)
{
  printf ("%s\t%s\n", schema, migration);
  fflush (stdout);
}

static int
run_migrate (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = ss_store_open (options.store, &error);
  const SsMigrateOptions how = {
    .n_jobs = options.jobs > 0 ? (guint) options.jobs : JOBS,
    .is_dry_run = options.dry_run,
    .told = migration_cb,
  };

  return store != NULL && ss_store_migrate_with (store, &how, &error) ? 0 : fail (1, "%s", error->message);
}

static gboolean
is_tier (const char *text)
{
  for (guint i = 0; ss_model_subscription_tier_choice (i) != NULL; i++)
    if (g_str_equal (ss_model_subscription_tier_choice (i), text))
      return TRUE;
  return FALSE;
}

static int
run_tenant_create (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = NULL;
  g_autofree char *password = NULL, *hash = NULL, *id = NULL;
  SsNewTenant tenant = { .name = options.name,
                         .subdomain = options.subdomain,
                         .subscription_tier = options.tier,
                         .is_demo = options.demo };
  SsNewUser owner = { .name = options.owner_name,
                      .email = options.owner_email,
                      .role = SS_ROLE_TENANT_OWNER,
                      .is_temporary = options.demo };

  if (options.tier != NULL && !is_tier (options.tier))
    return fail (2, "%s is no tier: FREE, PROFESSIONAL, BUSINESS or ENTERPRISE", options.tier);
  tenant.base_domain = options.base_domain != NULL ? options.base_domain : "smoothschedule.com";
  store = open_store (&error);
  password = store != NULL ? ss_password_prompt (options.owner_name, options.owner_email, &error) : NULL;
  hash = password != NULL ? ss_password_hash (password, &error) : NULL;
  id = hash != NULL ? ss_tenant_create (store, &tenant, &owner, hash, &error) : NULL;
  if (g_error_matches (error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT))
    return fail (1, "The subdomain %s is taken", options.subdomain);
  if (id == NULL)
    return fail (1, "%s", error->message);
  printf ("%s\n", id);
  return 0;
}

static int
run_tenant_list (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = open_store (&error);
  g_autoptr (SsTransaction) transaction =
      store != NULL ? ss_store_begin (store, NULL, SS_ACCESS_READ, NULL, &error) : NULL;
  g_autoptr (SsRows) rows = NULL;

  if (transaction != NULL)
    rows = ss_transaction_query (
        transaction,
        "SELECT subdomain, name, status, subscription_tier, created_at FROM shared.tenants "
        "ORDER BY subdomain",
        &error, "");
  while (rows != NULL && ss_rows_next (rows, &error))
    {
      char created[SS_TIME_BUFFER];

      printf ("%s\t%s\t%s\t%s\t%s\n", ss_rows_get_string (rows, 0), ss_rows_get_string (rows, 1),
              ss_rows_get_string (rows, 2), ss_rows_get_string (rows, 3),
              ss_time_format (ss_rows_get_time (rows, 4), created));
    }
  return error == NULL ? 0 : fail (1, "%s", error->message);
}

static int
run_tenant_restore (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = open_store (&error);
  g_autofree char *id = store != NULL ? ss_tenant_backup_restore (store, options.subdomain, &error) : NULL;

  if (id == NULL)
    return fail (1, "%s", error->message);
  printf ("%s\n", id);
  return 0;
}

/* In the tenant that was named, or among the platform's staff. */
static SsTransaction *
begin_for_user (SsStore *store, GError **error)
{
  g_autofree char *schema =
      options.tenant != NULL ? ss_store_find_schema (store, options.tenant, error) : NULL;

  if (options.tenant != NULL && schema == NULL)
    return NULL;
  return ss_store_begin (store, schema, SS_ACCESS_WRITE, NULL, error);
}

static int
run_user_create (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = NULL;
  g_autoptr (SsTransaction) transaction = NULL;
  g_autofree char *password = NULL, *hash = NULL, *id = NULL;
  SsNewUser user = { .name = options.name, .email = options.email };

  if (!ss_role_from_string (options.role, &user.role))
    return fail (2, "%s is no role, as TENANT_MANAGER is one", options.role);
  if (ss_role_is_platform (user.role) != (options.tenant == NULL))
    return fail (2,
                 options.tenant == NULL ? "Users with role %s must be assigned to a tenant"
                                        : "Users with role %s have no tenant",
                 options.role);
  store = open_store (&error);
  password = store != NULL ? ss_password_prompt (options.name, options.email, &error) : NULL;
  hash = password != NULL ? ss_password_hash (password, &error) : NULL;
  transaction = hash != NULL ? begin_for_user (store, &error) : NULL;
  id = transaction != NULL ? ss_user_create (transaction, &user, hash, &error) : NULL;
  if (g_error_matches (error, SS_STORE_ERROR, SS_STORE_ERROR_CONSTRAINT))
    return fail (1, "%s has an account already", options.email);
  if (id == NULL || !ss_transaction_commit (transaction, &error))
    return fail (1, "%s", error->message);
  printf ("%s\n", id);
  return 0;
}

static int
run_user_set_password (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = open_store (&error);
  g_autoptr (SsTransaction) transaction = NULL;
  g_autofree char *password = store != NULL ? ss_password_prompt (NULL, options.email, &error) : NULL;

  transaction = password != NULL ? begin_for_user (store, &error) : NULL;
  if (transaction == NULL || !ss_user_set_password (transaction, options.email, password, &error)
      || !ss_transaction_commit (transaction, &error))
    return fail (1, "%s", error != NULL ? error->message : "There is nobody with this e-mail address");
  return 0;
}

/* One line about the chain of a business, or of the platform. */
static gboolean
verify_chain (SsStore *store, const char *subdomain, gboolean *is_ok, GError **error)
{
  g_autofree char *schema = subdomain != NULL ? ss_store_find_schema (store, subdomain, error) : NULL;
  g_autoptr (SsTransaction) transaction = NULL;
  g_auto (SsAuditVerdict) verdict = { 0 };

  if (schema != NULL || subdomain == NULL)
    transaction = ss_store_begin (store, schema, SS_ACCESS_READ, NULL, error);
  if (transaction == NULL || !ss_audit_verify (transaction, &verdict, error))
    return FALSE;
  printf ("%s\t%s\t%" G_GINT64_FORMAT "%s%s\n", subdomain != NULL ? subdomain : "platform",
          verdict.is_ok ? "ok" : "broken", verdict.n_entries, verdict.is_ok ? "" : "\t",
          verdict.is_ok ? "" : verdict.first_broken_id);
  *is_ok = *is_ok && verdict.is_ok;
  return TRUE;
}

/* (transfer full) (nullable): all subdomains */
static GPtrArray *
list_subdomains (SsStore *store, GError **error)
{
  g_autoptr (SsTransaction) transaction = ss_store_begin (store, NULL, SS_ACCESS_READ, NULL, error);
  g_autoptr (GPtrArray) subdomains = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SsRows) rows = NULL;
  GError *failure = NULL;

  if (transaction != NULL)
    rows = ss_transaction_query (transaction, "SELECT subdomain FROM shared.tenants ORDER BY subdomain",
                                 error, "");
  if (rows == NULL)
    return NULL;
  while (ss_rows_next (rows, &failure))
    g_ptr_array_add (subdomains, g_strdup (ss_rows_get_string (rows, 0)));
  if (failure == NULL)
    return g_steal_pointer (&subdomains);
  g_propagate_error (error, failure);
  return NULL;
}

static int
run_audit_verify (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = open_store (&error);
  g_autoptr (GPtrArray) subdomains = NULL;
  gboolean is_ok = TRUE;

  if (store != NULL && options.tenant != NULL)
    verify_chain (store, options.tenant, &is_ok, &error);
  else if (store != NULL && verify_chain (store, NULL, &is_ok, &error))
    subdomains = list_subdomains (store, &error);
  for (guint i = 0; subdomains != NULL && i < subdomains->len && error == NULL; i++)
    verify_chain (store, g_ptr_array_index (subdomains, i), &is_ok, &error);
  if (error != NULL)
    return fail (1, "%s", error->message);
  return is_ok ? 0 : fail (1, "The audit log is not as it was written");
}

static int
run_backup (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = open_store (&error);

  return store != NULL ? ss_command_backup (store, options.tenant, options.to)
                       : fail (1, "%s", error->message);
}

static int
run_restore (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) store = open_store (&error);

  return store != NULL ? ss_command_restore (store, options.from, options.replace)
                       : fail (1, "%s", error->message);
}

static int
run_copy (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SsStore) from = open_store (&error);
  g_autoptr (SsStore) to = from != NULL ? ss_store_open (options.to, &error) : NULL;

  if (to == NULL || !ss_store_migrate (to, &error))
    return fail (1, "%s", error->message);
  return ss_command_copy (from, to);
}

static const Command commands[] = {
  { "serve", "Serve the API until told to stop",
    "listen tls-cert tls-key workers base-domain store-events log-dir files trusted-proxy route53 demo stop-on-eof",
    "", run_serve },
  { "migrate", "Bring the store to this release's tables; says each step", "dry-run jobs", "", run_migrate },
  { "tenant create", "Make a business and its owner; asks for the owner's password",
    "name subdomain tier demo owner-email owner-name base-domain", "name subdomain owner-email owner-name",
    run_tenant_create },
  { "tenant list", "List the businesses: subdomain, name, status, tier, since", "", "", run_tenant_list },
  { "tenant restore", "Take back a business that was deleted less than 30 days ago", "subdomain", "subdomain",
    run_tenant_restore },
  { "user create", "Make a user; asks for the password", "tenant role name email", "role name email",
    run_user_create },
  { "user set-password", "Set a user's password; asks for it", "tenant email", "email",
    run_user_set_password },
  { "backup", "Write down a business, or all and what is shared, while it is used", "tenant to", "to",
    run_backup },
  { "restore", "Read back what backup has written", "from replace", "from", run_restore },
  { "copy", "Bring everything to another, new store; one that was interrupted is carried on", "from to",
    "from to", run_copy },
  { "audit verify", "Say whether the audit logs are as they were written", "tenant", "", run_audit_verify },
};

/* The command, and in @n_words how many words of the command line it took. */
static const Command *
find_command (int argc, char **argv, int *n_words)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (GStrv) words = g_strsplit (commands[i].words, " ", -1);

      *n_words = g_strv_length (words);
      if (argc > *n_words && g_str_equal (argv[1], words[0])
          && (words[1] == NULL || g_str_equal (argv[2], words[1])))
        return &commands[i];
    }
  return NULL;
}

static GArray *
collect_options (const Command *command)
{
  g_auto (GStrv) names = g_strsplit (command->names, " ", -1);
  GArray *entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));

  for (const GOptionEntry *entry = all_options; entry->long_name != NULL; entry++)
    if (g_str_equal (entry->long_name, "config")
        || (g_str_equal (entry->long_name, "store") && command->run != run_copy)
        || g_strv_contains ((const char *const *) names, entry->long_name))
      g_array_append_val (entries, *entry);
  return entries;
}

/* The first option that the command needs and was not told, or NULL. */
static const char *
find_missing (const Command *command)
{
  g_auto (GStrv) needed = g_strsplit (command->needed, " ", -1);

  if (options.store == NULL && command->run == run_copy)
    options.store = g_strdup (options.from);
  else if (options.store == NULL)
    return "store";
  for (const GOptionEntry *entry = all_options; entry->long_name != NULL; entry++)
    if (entry->arg == G_OPTION_ARG_STRING && *(char **) entry->arg_data == NULL
        && g_strv_contains ((const char *const *) needed, entry->long_name))
      return entry->long_name;
  return NULL;
}

/* To all others an address without a store is a mistyped one. */
static gboolean
may_make_store (const Command *command)
{
  return (command->run == run_migrate && !options.dry_run) || (command->run == run_serve && options.demo)
         || command->run == run_restore;
}

static int
print_help (FILE *stream)
{
  fprintf (stream,
           "Usage:\n  " PROGRAM " COMMAND [OPTION…]\n\nThe platform of Smooth Schedule.\n\nCommands:\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "  %-18s %s\n", commands[i].words, commands[i].summary);
  fprintf (stream, "\n“" PROGRAM " COMMAND --help” tells a command's options.\n");
  return stream == stdout ? 0 : 2;
}

static void
clear_options (void)
{
  for (const GOptionEntry *entry = all_options; entry->long_name != NULL; entry++)
    if (entry->arg == G_OPTION_ARG_STRING)
      g_clear_pointer ((char **) entry->arg_data, g_free);
    else if (entry->arg == G_OPTION_ARG_STRING_ARRAY)
      g_clear_pointer ((char ***) entry->arg_data, g_strfreev);
}

static int
run_command (const Command *command, int argc, char **argv)
{
  g_autofree char *usage = g_strdup_printf ("- %s", command->summary);
  g_autofree char *name = g_strdup_printf (PROGRAM " %s", command->words);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GArray) entries = collect_options (command);
  g_autoptr (GError) error = NULL;
  const char *problem;

  g_set_prgname (name);
  g_option_context_add_main_entries (context, (GOptionEntry *) entries->data, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return fail (2, "%s", error->message);
  if (argc > 1)
    return fail (2, "What is “%s”? See “%s --help”", argv[1], name);
  if (!ss_configuration_complete ((GOptionEntry *) entries->data, all_options, options.config, &error))
    return fail (2, "%s", error->message);
  problem = find_missing (command);
  if (problem != NULL)
    return fail (2, "--%s is missing; see “%s --help”", problem, name);
  problem = check_values ();
  if (problem != NULL)
    return fail (2, "%s", problem);
  if (!may_make_store (command) && !ss_store_check_exists (options.store, &error))
    return fail (1, "%s; “" PROGRAM " migrate” makes one", error->message);
  return command->run ();
}

/**
 * ss_commands_run:
 * @argc: the number of words
 * @argv: the command line
 *
 * Returns: the exit status
 */
int
ss_commands_run (int argc, char **argv)
{
  const Command *command;
  int n_words, status;

  if (argc < 2)
    return print_help (stderr);
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "help"))
    return print_help (stdout);
  if (g_str_equal (argv[1], "--version"))
    return printf (PROGRAM " " PACKAGE_VERSION "\n") < 0;

  command = find_command (argc, argv, &n_words);
  if (command == NULL)
    return fail (2, "“%s” is no command; see “" PROGRAM " --help”", argv[1]);
  all_words = g_strdupv (argv);
  argv[n_words] = argv[0];
  status = run_command (command, argc - n_words, argv + n_words);
  clear_options ();
  g_clear_pointer (&all_words, g_strfreev);
  return status;
}
