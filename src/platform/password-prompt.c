/* password-prompt.c: asks an operator for a new password
 *
 * SPDX-License-Identifier: MIT
 */
#include "platform/password-prompt.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "domain/validation.h"

static char *
read_line (void)
{
  g_autoptr (GString) line = g_string_sized_new (SS_PASSWORD_MAX);
  int character;

  while ((character = getchar ()) != EOF && character != '\n' && line->len <= SS_PASSWORD_MAX)
    g_string_append_c (line, character);
  return character == EOF && line->len == 0 ? NULL : g_strdup (line->str);
}

static char *
ask (const char *question)
{
  struct termios normal, unseen;
  char *answer;

  if (!isatty (STDIN_FILENO))
    return read_line ();
  tcgetattr (STDIN_FILENO, &normal);
  unseen = normal;
  unseen.c_lflag &= ~ECHO;
  fputs (question, stderr);
  fflush (stderr);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &unseen);
  answer = read_line ();
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &normal);
  fputc ('\n', stderr);
  return answer;
}

static void
wipe (char *password)
{
  if (password != NULL)
    sodium_memzero (password, strlen (password));
  g_free (password);
}

char *
ss_password_prompt (const char *name, const char *email, GError **error)
{
  char *password = ask ("New password: ");
  const char *problem = ss_validate_password (password, name, email);

  if (problem == NULL && isatty (STDIN_FILENO))
    {
      char *again = ask ("Again: ");

      if (g_strcmp0 (password, again) != 0)
        problem = "The two are not the same.";
      wipe (again);
    }
  if (problem == NULL)
    return password;
  wipe (password);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, problem);
  return NULL;
}
