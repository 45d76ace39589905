# Mistakes in mapping.yaml: what was expected in that line.
mapping-unknown-key = there is no such key; these may stand here: { $known }
mapping-misspelt-key = there is no such key; perhaps "{ $near }" was meant
mapping-repeated = line { $first } says this already; leave one of the two
mapping-missing = missing: { $missing }
mapping-table = a section of the form "key: value" is expected
mapping-list = a list is expected, each of its lines beginning with "- "
mapping-empty-list = the list is empty: write at least one value or delete the key
mapping-text = text in one line is expected
mapping-choice = one of these is expected: { $known }
mapping-whole-number = a whole number from { $least } to { $most } is expected
mapping-number = a number above zero is expected, with at most three decimals
mapping-condition-empty = the condition is empty: name a category, manufacturer, feature or product
mapping-source = a source is expected, exactly one of: { $known }; for example { "{" }feature: Состав{ "}" }
mapping-dimensions = measures, keep, or the packed size is expected: length, width, height (cm) and weight (kg)
