/* common-passwords.h: the passwords that everybody tries first, sorted by strcmp() for bsearch()
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

/* clang-format off */

/* Widespread passwords and what they are made from: they are found with digits and signs added, too. */
static const char *const common[] = {
  "0123456789", "012345678901", "0123456789012", "0987654321", "098765432109", "102030405060",
  "112233445566", "11223344556677", "123321", "123456", "123456654321", "1234567", "12345678",
  "123456789", "1234567890", "123456789012", "1234567890123", "12345678901234", "123456789012345",
  "1234567890123456", "1234567890abc", "123456789123", "123456789123456789", "123456789abc",
  "123456987654", "12345qwert", "1234qwer", "123qwe", "123qweasd", "123qweasdzxc", "147258369",
  "147258369147", "1q2w3e", "1q2w3e4r", "1q2w3e4r5t", "1q2w3e4r5t6y", "1q2w3e4r5t6y7u", "1qaz2wsx",
  "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "741852963741", "9876543210", "9876543210123", "987654321098",
  "a1b2c3", "a1b2c3d4", "a1b2c3d4e5", "a1b2c3d4e5f6", "aa123456789", "abc", "abcd", "abcde", "abcdef",
  "abcdefg", "abcdefgh", "abcdefghij", "abcdefghijkl", "abcdefghijklm", "abcdefghijklmnop",
  "abcdefghijklmnopqrstuvwxyz", "abracadabra", "access", "admin", "administrator", "america", "arsenal",
  "asdf", "asdfgh", "asdfghjkl", "asdfghjklqwertyuiop", "ashley", "asshole", "autumn", "azerty",
  "azertyuiop", "babygirl", "barcelona", "baseball", "basketball", "batman", "bullshit", "business",
  "butterfly", "calendar", "changeme", "changemenow", "changethis", "charlie", "cheese", "chelsea",
  "chocolate", "company", "computer", "contrasena", "cookie", "correcthorsebatterystaple", "default",
  "demo", "dragon", "example", "facebook", "ferrari", "flower", "football", "fortnite", "freedom",
  "fuckyou", "fuckyouall", "godisgood", "google", "guest", "harleydavidson", "hello", "hellokitty",
  "helloworld", "hockey", "ilovegod", "ilovejesus", "iloveme", "iloveu", "iloveyou", "iloveyoubaby",
  "iloveyouforever", "iloveyousomuch", "instagram", "internet", "ironman", "jennifer", "jessica",
  "jesus", "jesuschrist", "jordan", "juventus", "letmein", "letmeinnow", "letmeinplease", "linkinpark",
  "liverpool", "login", "london", "lovely", "loveme", "loveyou", "manager", "manchesterunited",
  "master", "mercedes", "metallica", "michael", "minecraft", "monkey", "motdepasse", "mustang",
  "mypassword", "newpassword", "newyork", "nintendo", "nirvana", "nothing", "office", "opensesame",
  "p@ssw0rd", "p@ssword", "pa$$w0rd", "pa$$word", "parola", "pass", "passw0rd", "password",
  "passwort", "playstation", "pokemon", "princess", "q1w2e3r4t5y6", "qazwsx",
  "qazwsxedc", "qazwsxedcrfv", "qwerty", "qwertyuiop", "qwertyuiopasdf", "qwertyuiopasdfgh",
  "qwertyuiopasdfghjkl", "qwertyuiopasdfghjklzxcvbnm", "qwertz", "qwertzuiop", "realmadrid", "root",
  "samsung", "schedule", "secret", "security", "senha", "shadow", "slipknot", "smoothschedule",
  "soccer", "spiderman", "spring", "startrek", "starwars", "summer", "sunshine", "supercalifragilistic",
  "superman", "superuser", "supervisor", "sysadmin", "temp", "temporary", "test", "tester", "testing",
  "thepassword", "topsecret", "trustno", "user", "username", "wachtwoord", "webadmin", "welcome",
  "welcomeback", "whatever", "winter", "yourpassword", "zaq", "zaq12wsx", "zaq1xsw2", "zaq1xsw2cde3",
  "zxcvbn", "zxcvbnm",
};

/* clang-format on */
