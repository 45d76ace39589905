### Mistakes in the configuration: what is expected at that place.

setting-missing = this key is required
setting-unknown-near = there is no such key; did you mean { $nearest }?
setting-unknown = there is no such key; these may stand here: { $known }
setting-misplaced = the list has no such position: positions follow one another from 0
setting-integer = expected a whole number
setting-number = expected a number
setting-text = expected a text in quotes
setting-path = expected the path of a file or folder in quotes
setting-list = expected a list in square brackets
setting-table = expected a section, or a table in braces
setting-choice = expected one of: { $choices }
setting-moment = expected date and time with a time zone, such as 2026-11-22T09:00:00+03:00
setting-at-least = expected at least { $limit }
setting-more-than = expected more than { $limit }
setting-at-most = expected at most { $limit }
setting-not-empty = the text is too short, characters needed at least: { $limit }
setting-too-few = entries needed at least: { $limit }
setting-too-many = entries allowed at most: { $limit }
setting-name = expected a name of letters, digits, dot, hyphen and underscore, without spaces
setting-url = expected an address such as https://shop.example
setting-prefix = expected a table prefix of letters, digits and underscore, such as ps_
setting-uuid = expected a supplier id such as 0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0
setting-phone = expected a phone number such as +79990000000
setting-timing = expected seconds (600), a cron expression of five fields ("30 4 * * mon-fri") or "off"
setting-cron-field = cron expression: the field { $field } does not understand "{ $part }"
setting-cron-weekday = weekdays are written by name: mon, tue, wed, thu, fri, sat, sun (programs disagree about their numbers)
setting-database-url = expected a database address such as mysql+pymysql://USER@HOST:3306/DATABASE?charset=utf8mb4 or sqlite:///FILE
setting-password-in-url = take the password out of the address: put it into a file of its own and refer to it beside: password = {"{"} file = "PATH" {"}"}
setting-secret-in-clear = the secret itself stands here; put it into a file of its own and refer to it: {"{"} file = "PATH" {"}"}, or {"{"} credential = "NAME" {"}"}, or {"{"} env = "VARIABLE" {"}"}
setting-secret-one-place = name exactly one place of the secret: file, credential or env
setting-shop-address = give one of the two: database (its address) or settings_inc (path of the shop's config/settings.inc.php)
setting-account-repeated = two accounts are called "{ $name }"; names must differ
setting-user-agent = expected Latin letters, digits and signs, such as my-shop/1.0
setting-boolean = expected one of: true, false
setting-unused = note: this version of syncd does not use this key yet; remove it or leave it for later
