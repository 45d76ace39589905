### What WB would not take, found before it is sent. And mistakes in the newer sections of mapping.yaml.

## Cards

problem-text-too-long = The card { $vendor_code } (product { $product } "{ $name }"): { $field ->
        [title] the title cannot be cut to { $limit } characters
       *[other] the description is longer than { $limit } characters
    }.
    .why = WB takes at most { $limit } characters, there are { $count }; a text is not cut inside a word.
    .advice = Shorten the text in the shop, or choose another source for it in mapping.yaml.
problem-text-forbidden = The card { $vendor_code } (product { $product } "{ $name }"): { $field ->
        [title] the title
       *[other] the description
    } has characters that WB refuses: { $value }
    .why = WB refuses cards with pictures, ® and ™ in their texts.
    .advice = Remove them in the shop, or set forbidden: drop in the section card of mapping.yaml: then they are left out by themselves.
problem-text-contacts = The card { $vendor_code } (product { $product } "{ $name }"): { $field ->
        [title] the title
       *[other] the description
    } has contacts: { $value }
    .why = WB allows no addresses, links and telephone numbers in cards.
    .advice = Remove them from the text in the shop, or choose another source for it in mapping.yaml.
problem-brand-unknown = The card { $vendor_code } (product { $product } "{ $name }"): WB has no brand "{ $brand }".
    .why = In the subject "{ $subject }" WB takes brands of its own list alone. Near ones: { $near }.
    .advice = Correct the manufacturer in the shop, translate it by a table values of brand in mapping.yaml, set "Нет бренда", or add the brand in WB's seller portal.
problem-value-unknown = The card { $vendor_code } (product { $product } "{ $name }"): for the characteristic "{ $characteristic }" WB does not know: { $value }.
    .why = WB takes the values of this characteristic from its own directory alone. Near ones: { $near }.
    .advice = Translate the value by a table values in mapping.yaml, or correct it in the shop.
problem-cards-alike = The card { $vendor_code } (product { $product } "{ $name }") differs in nothing from { $other }.
    .why = Cards of one page of WB must differ in at least one of these characteristics: { $characteristic }.
    .advice = Give the combinations different values in the shop, or in a table values in mapping.yaml.
problem-document-unclear = The card { $vendor_code } (product { $product } "{ $name }"): the dates of the document { $number } are not clear: { $value }.
    .why = A date is written 31.12.2027 or 2027-12-31, a document without an end "endless", and the end is not before the start.
    .advice = Correct the date in the shop, or in the section documents of mapping.yaml.
problem-document-not-taken = The card { $vendor_code } (product { $product } "{ $name }") is sent without the document { $number }.
    .why = In the subject "{ $subject }" WB takes no documents of this kind.
    .advice = Check the kind (type) of the document in mapping.yaml, or take it out of the rule for this subject.
problem-marking-unclear = The card { $vendor_code } (product { $product } "{ $name }"): it is not clear whether the good bears a marking code: "{ $value }".
    .why = Yes or no is expected.
    .advice = Correct the value in the shop, or translate it by a table values of kiz_marked in mapping.yaml.
problem-gtin-wrong = The card { $vendor_code } (product { $product } "{ $name }"): this is no GTIN: "{ $value }".
    .why = A GTIN has 8, 12, 13 or 14 digits, and the last of them is a check digit.
    .advice = Correct the code in the shop, or choose another source of gtin in mapping.yaml.

## Mistakes in mapping.yaml

mapping-misspelt-word = "{ $word }" does not stand here; perhaps "{ $near }" was meant
mapping-template = no template from "{ $part }" on: places such as { "{" }name{ "}" }, { "{" }feature:Материал{ "}" }, { "{" }attribute:Цвет{ "}" } and brackets [ ] in pairs are expected
mapping-unit = there is no such unit; one of these is expected: { $known }
mapping-document = a document is expected: type and number, for example { "{" }type: certificate, number: { "{" }feature: Сертификат{ "}" }{ "}" }; kinds: { $known }
mapping-subject-unknown = WB has no subject "{ $subject }", or several; near ones: { $near }
mapping-characteristic-unknown = the subject "{ $subject }" has no characteristic "{ $characteristic }"; near ones: { $near }
mapping-value-unknown = WB's directory lacks the values: { $value }; near ones: { $near }
mapping-required-missing = the subject "{ $subject }" requires characteristics that have no source: { $characteristic }
mapping-common-unknown = none of the subjects that the rules name has the characteristic "{ $characteristic }"; near ones: { $near }
mapping-not-in-shop = the shop has no { $kind ->
        [category] category
        [manufacturer] manufacturer
        [feature] feature
        [value] such value of the feature:
        [attribute] attribute group
       *[product] product
    } "{ $name }"; near ones: { $near }
