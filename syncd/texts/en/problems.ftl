### Products and cards that something hinders: what, why, what to do.

## The shop

problem-product-unreadable = Product { $ref } "{ $name }" was not read from the shop.
    .why = Its rows contradict one another: { $reason }.
    .advice = Open the product in PrestaShop's back office and save it again; the other products go their way.
problem-product-nameless = Product { $ref } (reference { $reference }) has no name in the language { $language }.
    .why = WB makes no card without a name.
    .advice = Write its name in this language on the product's page in PrestaShop, or set fallback_language in [shop].

## The mapping

problem-subject-missing = Product { $product } "{ $name }" goes nowhere.
    .why = mapping.yaml has no rule for the category "{ $category }".
    .advice = Add a rule with a subject of WB for this category, or put the product into exclude.
problem-subject-unknown = Product { $product } "{ $name }" waits: WB has no subject "{ $subject }".
    .why = A rule of mapping.yaml (line { $line }) names it so. Near ones: { $near }.
    .advice = Correct subject in the rule: the exact name of a subject of WB, or its id.
problem-subject-ambiguous = Product { $product } "{ $name }" waits: WB has several subjects "{ $subject }".
    .why = The name in the rule of mapping.yaml (line { $line }) does not tell which of them is meant: { $near }.
    .advice = Write the id in place of the name into subject of this rule.
problem-rule-unmet = No product of the shop is what { $ref } of mapping.yaml speaks of.
    .why = Its condition: { $condition }.
    .advice = Check the names: "syncd show category" tells how the shop writes them. Remove the line if nothing needs it.
problem-title-empty = The card { $vendor_code } (product { $product } "{ $name }") has an empty title.
    .why = The source of title in mapping.yaml gave nothing for this product.
    .advice = Fill in this field in the shop, or choose another source of title.
problem-characteristic-unknown = Product { $product } "{ $name }": the subject "{ $subject }" lacks characteristics that mapping.yaml names: { $characteristic }.
    .why = WB does not know them, or has dropped them; the card is sent without them.
    .advice = Correct the names (they must be WB's to the letter), or take these lines out of the rule.
problem-characteristic-required = The card { $vendor_code } (product { $product } "{ $name }") lacks the required characteristic "{ $characteristic }".
    .why = Without it WB takes no card into the subject "{ $subject }".
    .advice = Fill it in in the shop, or add a source or a constant to mapping.yaml.
problem-characteristic-not-a-number = The card { $vendor_code } (product { $product } "{ $name }"): the characteristic "{ $characteristic }" is no number: "{ $value }".
    .why = WB takes nothing but a number there.
    .advice = Correct the value in the shop, or give it a table values in mapping.yaml.
problem-characteristic-too-many = The card { $vendor_code } (product { $product } "{ $name }"): the characteristic "{ $characteristic }" has { $count ->
        [one] { $count } value
       *[other] { $count } values
    }: { $value }.
    .why = WB takes at most { $limit }.
    .advice = Keep the main values in the shop, or shorten them by a table values in mapping.yaml.
problem-vendor-code-repeated = The vendor code { $vendor_code } comes out for several cards (products: { $products }).
    .why = At WB a vendor code belongs to one card; so as not to confuse products, the repeated one is not sent.
    .advice = Give the products different references in PrestaShop, or set vendor_code: id in mapping.yaml.
problem-vendor-code-too-long = The vendor code { $vendor_code } (product { $product } "{ $name }") is too long.
    .why = WB takes at most { $limit } characters.
    .advice = Shorten the reference in PrestaShop, or set vendor_code: id in mapping.yaml.
problem-barcode-repeated = The barcode { $barcode } stands at several offers: { $offers }.
    .why = At WB a barcode belongs to one size of one card; the card { $vendor_code } was not sent.
    .advice = Correct the barcodes in PrestaShop, or set barcode: none in mapping.yaml: WB then makes its own.
problem-size-missing = The card { $vendor_code } (product { $product } "{ $name }") has combinations without a size: { $offers }.
    .why = WB tells several combinations apart by their size alone.
    .advice = Give the combinations a size in PrestaShop, or name the group of sizes in mapping.yaml (card: size).
problem-size-repeated = The card { $vendor_code } (product { $product } "{ $name }") has the size { $size } more than once: combinations { $offers }.
    .why = At WB a size stands in a card only once.
    .advice = Delete the needless combination in PrestaShop, or make card: size in mapping.yaml more exact.

## WB

problem-card-refused = WB refused the card { $vendor_code } (product { $product }).
    .why = WB says: { $text }
    .advice = Correct what it names in the shop or in mapping.yaml: as soon as the data change, the card is sent again.
problem-card-refused-with-group = The card { $vendor_code } (product { $product }) waits: WB refused it together with { $other }.
    .why = WB refuses a whole group for one bad card.
    .advice = Correct { $other }; the other cards are sent without it by themselves.
problem-card-vanished = The card { $vendor_code } (product { $product } "{ $name }") is no longer at WB.
    .why = It was deleted or put into the trash in the seller portal.
    .advice = Take it out of the trash in the seller portal, or make it anew with "syncd map own { $vendor_code }", or put the product into exclude in mapping.yaml.
problem-wb-holds-other = WB holds the card { $vendor_code } (product { $product } "{ $name }") other than the shop.
    .why = After two sendings these differ: { $differences }
    .advice = Write what WB holds into the shop or a table values in mapping.yaml, or correct the card in the seller portal.
problem-card-in-trash = The card { $vendor_code } (product { $product } "{ $name }", nmID { $nm_id }) lies in WB's trash.
    .why = While a card in the trash has the vendor code, WB makes no new one with it; syncd does not undo what somebody else decided.
    .advice = Take the card out of the trash in the seller portal, or wait until WB deletes it (30 days). If the product is not to be sold, put it into exclude in mapping.yaml.
problem-card-without-product = The card { $vendor_code } (nmID { $nm_id }, "{ $name }") has lost its product { $product }.
    .why = The shop no longer has the product or this colour, or it is switched off or excluded by the rules; the card at WB still stands.
    .advice = Bring the product back, remove the card in the seller portal, or set gone = "trash" (syncd removes it) or "leave" (it is not told) under [catalog].
problem-card-limit = The account { $ref } has no room for new cards: { $wanted } wanted, { $free } possible.
    .why = WB limits the number of cards, those in the trash included.
    .advice = Raise the limit or empty the trash in the seller portal: syncd makes the rest by itself.
problem-card-stays = Twice WB did not do with the card { $vendor_code } (nmID { $nm_id }) what it was asked.
    .why = It was asked { $wish ->
        [trash] to put it into the trash
        [recover] to take it out of the trash
       *[other] to put it on another product page
    }.
    .advice = Do it in the seller portal, or ask WB's support: syncd does not ask again.
problem-card-lost = The card { $vendor_code } (product { $product } "{ $name }") does not appear at WB.
    .why = Requests with it: { $count }; neither the card nor a refusal showed after them.
    .advice = syncd tries again in a day. If that does not help, make a card of this vendor code in the seller portal, or ask WB's support.
problem-cards-fewer = WB suddenly shows few cards of the account { $ref }: { $seen } instead of { $before }.
    .why = That is a fault of WB's more often than not: syncd takes the cards as standing for now and reads the list again.
    .advice = If you deleted the cards yourself, there is nothing to do: syncd believes it after an hour.
problem-subject-changed = The card { $vendor_code } (product { $product } "{ $name }") is in the subject { $theirs } at WB, but mapping.yaml wants { $ours }.
    .why = WB does not let the subject of a card be changed; it stays where it is and is not updated.
    .advice = Put the former subject back into mapping.yaml. Or delete the card in the seller portal, from the trash too, and run "syncd map own { $vendor_code }": the next run makes it in the new subject.
problem-answer-unreadable = A part of WB's answer made no sense (account { $ref }).
    .why = It says: { $text }
    .advice = The rest was done. If it happens again, update syncd or send us this text.
