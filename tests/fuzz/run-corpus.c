/* run-corpus.c: runs a fuzz target without a fuzzer: over its corpus, and over what becomes of that by chance
 *
 * usage: fuzz-TARGET CORPUS-DIR [ROUNDS]
 *
 * The chance is the same in every run, so that a failure is found again.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib.h>
#include <string.h>

#define ROUNDS 20000
#define SIZE_MAX_MUTATED 65536

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct
{
  const char *directory;
  guint rounds;
} Corpus;

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
load_corpus (const char *directory)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (directory, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (directory, g_ptr_array_index (names, i), NULL);
      char *contents;
      gsize length;

      g_file_get_contents (path, &contents, &length, &error);
      g_assert_no_error (error);
      g_ptr_array_add (inputs, g_byte_array_new_take ((guint8 *) contents, length));
    }
  return g_steal_pointer (&inputs);
}

/* Changes a few bytes, cuts, doubles, or splices another input in. */
static void
mutate (GByteArray *input, GPtrArray *inputs, GRand *chance)
{
  static const char interesting[] = "{}[]\",:\\/%?&=#\0\n\r\t -+.eEuU09\xff\xc3\xed\xa0";
  int changes = g_rand_int_range (chance, 1, 8);

  for (int i = 0; i < changes && input->len > 0; i++)
    {
      guint at = g_rand_int_range (chance, 0, input->len);
      GByteArray *other;

      switch (g_rand_int_range (chance, 0, 5))
        {
        case 0:
          input->data[at] = g_rand_int (chance);
          break;
        case 1:
          input->data[at] = interesting[g_rand_int_range (chance, 0, sizeof interesting)];
          break;
        case 2:
          g_byte_array_remove_range (input, at, g_rand_int_range (chance, 0, input->len - at) + 1);
          break;
        case 3:
          if (input->len < SIZE_MAX_MUTATED)
            {
              g_autofree guint8 *again = g_memdup2 (input->data, input->len - at);

              /* Growing moves what is copied from. */
              g_byte_array_append (input, again, input->len - at);
            }
          break;
        default:
          other = g_ptr_array_index (inputs, g_rand_int_range (chance, 0, inputs->len));
          g_byte_array_set_size (input, at);
          g_byte_array_append (input, other->data, other->len);
          break;
        }
    }
}

/* On the heap and without a byte more than it has, so that reading past its end is noticed. */
static void
run_input (const guint8 *data, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);

  LLVMFuzzerTestOneInput (copy != NULL ? copy : (const guint8 *) "", size);
}

static void
test_corpus (gconstpointer data)
{
  const Corpus *corpus = data;
  g_autoptr (GPtrArray) inputs = load_corpus (corpus->directory);

  g_assert_cmpuint (inputs->len, >, 0);
  for (guint i = 0; i < inputs->len; i++)
    {
      GByteArray *input = g_ptr_array_index (inputs, i);

      run_input (input->data, input->len);
    }
}

static void
test_mutations (gconstpointer data)
{
  const Corpus *corpus = data;
  g_autoptr (GPtrArray) inputs = load_corpus (corpus->directory);
  g_autoptr (GRand) chance = g_rand_new_with_seed (20261123);

  for (guint i = 0; i < corpus->rounds; i++)
    {
      GByteArray *original = g_ptr_array_index (inputs, i % inputs->len);
      g_autoptr (GByteArray) input = g_byte_array_sized_new (original->len);

      g_byte_array_append (input, original->data, original->len);
      mutate (input, inputs, chance);
      run_input (input->data, input->len);
    }
}

int
main (int argc, char **argv)
{
  Corpus corpus;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, >=, 2);
  corpus.directory = argv[1];
  corpus.rounds = argc > 2 ? g_ascii_strtoull (argv[2], NULL, 10) : ROUNDS;
  g_test_add_data_func ("/fuzz/corpus", &corpus, test_corpus);
  g_test_add_data_func ("/fuzz/mutations", &corpus, test_mutations);
  return g_test_run ();
}
