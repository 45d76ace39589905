### What ends a command: what happened and what to do.

## Configuration

error-config-missing = No configuration was found. Looked at: { $tried }.
    .advice = Write one with "syncd init --shop /path/to/shop" or name yours: "syncd --config FILE ...". To see everything at work without one: "syncd demo".
error-config-syntax = The configuration { $path } has a mistake in line { $line }: it is not TOML ({ $detail }).
    .advice = Open the file at line { $line }: usually a quote, a bracket or a "=" is missing. Texts stand in quotes, remarks begin with #.
error-config-invalid = { $count ->
        [one] The configuration has { $count } mistake:
       *[other] The configuration has { $count } mistakes:
    }
    .advice = Correct them in { $path } and run the command again. "syncd init --output OTHER_FILE" writes a file with every key explained.
error-config-unreadable = The configuration { $path } cannot be read: { $reason ->
        [denied] no permission
        [folder] it is a folder, not a file
        [encoding] it is not saved as UTF-8
       *[other] { $reason }
    }.
    .advice = Run syncd as the user who may read the file (usually syncd), or give it the right to. Any editor changes the encoding: "Save as", UTF-8.
error-config-exists = { $path } exists already; nothing was overwritten.
    .advice = Name another place. "syncd init" overwrites its file if --force is added.
error-folder-not-empty = The folder { $path } is not empty; nothing was written or overwritten.
    .advice = Name a new or empty folder. To use the demo that is there again, start its Wildberries with the command in the first lines of { $path }/syncd.toml.
error-config-unwritable = { $path } could not be written: { $reason ->
        [denied] no permission
        [folder] it is a folder, not a file
       *[other] { $reason }
    }.
    .advice = Choose a folder that you may write to (--output FILE), or run the command with sudo.
error-secret-unreadable = A secret could not be read ({ $where }): { $reason ->
        [missing] it is not there
        [denied] no permission
        [empty] it is empty
        [encoding] it is not UTF-8 text
        [no-credentials] systemd passed no credentials
       *[other] { $reason }
    }.
    .advice = Write the secret as one line to that place and let the user syncd read it: "chown root:syncd FILE; chmod 640 FILE". For a credential add LoadCredential= to the service.
error-settings-inc-unreadable = The shop's settings { $path } could not be understood: { $reason }.
    .advice = syncd needs config/settings.inc.php of a PrestaShop 1.6, readable. If yours is unusual, write the database address yourself: the key database in [shop].
error-mapping-missing = The mapping { $file } cannot be read: it says which product becomes which subject of WB.
    .advice = Check the key file in [mapping] and the rights of the file. "syncd init" writes a starting file with examples.
error-mapping-syntax = The mapping { $file } has a mistake in line { $line }: it is not YAML ({ $detail }).
    .advice = Open the file at line { $line }. Indent with spaces, put a space after a colon, and quote values that hold a colon or #.
error-mapping-invalid = { $count ->
        [one] The mapping { $file } has { $count } mistake:
       *[other] The mapping { $file } has { $count } mistakes:
    }
    .advice = Correct the lines named and look at the result: "syncd plan catalog".
error-usage = The command is written wrongly.
    .advice = "syncd COMMAND --help" shows its form and options.
error-account-unknown = There is no account "{ $account }" in the configuration. There are: { $known }.
    .advice = Check the name: it is the key name of [[account]].
error-account-moved = The account "{ $account }" belonged to the seller { $before } so far; the token is of the seller { $now }.
    .advice = Put the former token back. If it is another account, give it another name (the key name in [[account]]) or another state database.
error-account-ambiguous = There are several accounts: { $known }.
    .advice = Name one: --account NAME.
error-card-trashed = The card { $ref } lies in WB's trash: while it is there, its vendor code is taken.
    .advice = Take it out of the trash in the seller portal, or delete it there for good, and try again.
error-card-in-doubt = The card { $ref } was sent and WB does not show it yet.
    .advice = Try again when WB shows or refuses it: minutes as a rule, 35 minutes at most.
error-job-not-built = This version of syncd cannot do the job "{ $job }" yet. It can do: { $built }.
    .advice = Run one of these, for instance "syncd once catalog".
error-api-not-built = The account "{ $account }" says api = "{ $api }", which this version of syncd cannot do yet.
    .advice = Set api = "content" in [[account]] and add a token with the category Content.
error-ref-unknown = Not found: { $ref }.
    .advice = Give a product id of the shop, a vendor code or a WB card number (nmID). "syncd problems" lists what needs attention.
error-subject-not-found = WB has no subject "{ $subject }".
    .advice = Near: { $near }. To search: "syncd dictionary subjects PART_OF_THE_NAME".
error-subject-several = WB has several subjects "{ $subject }".
    .advice = Give the id in place of the name: { $choices }.
error-run-unknown = There is no run { $run }.
    .advice = "syncd status" shows the numbers of the last runs.
error-run-not-held = Run { $run } is not held: there is nothing to release.
    .advice = The command that was held named the number of its run; "syncd status" shows it too.

## The shop's database

error-shop-address = The address of the shop's database makes no sense: { $kind }.
    .advice = Write [shop] database as mysql+pymysql://USER@HOST:3306/DATABASE?charset=utf8mb4, or name settings_inc instead.
error-shop-unreachable = The shop's database does not answer: { $host }, port { $port } ({ $reason }).
    .advice = Check that MySQL runs and lets this machine in; its address is the key database of [shop]. Then run again: nothing is lost.
error-shop-access-denied = The shop's database did not let in the user { $user } ({ $host }): { $reason }.
    .advice = Check the user and the name of the database in the key database, and the password in the file that password names ([shop]). To read the shop the user needs SELECT.
error-shop-database-unknown = The shop's database "{ $database }" is not there, or this user may not see it.
    .advice = Correct the key database of [shop]. For a server, the shop's config/settings.inc.php names the database (_DB_NAME_); for sqlite:/// it is the path of a file.
error-shop-tables-missing = The database "{ $database }" has no tables of PrestaShop 1.6; missing: { $tables }.
    .advice = Check that it is the right database, and the prefix in [shop] (in the shop: _DB_PREFIX_).
error-shop-other-prefix = There are no tables with the prefix "{ $prefix }", but there is a shop with the prefix: { $found }.
    .advice = Write the right prefix into [shop]; the shop has it in config/settings.inc.php (_DB_PREFIX_).
error-shop-id-unknown = The database has no shop of id { $id_shop }. It has: { $known }.
    .advice = Write the right id into the key id_shop of [shop].
error-shop-language-unknown = The shop has no language "{ $language }". It has: { $known }.
    .advice = Write the right code into the key shop_language (or fallback_language) of [shop].
error-shop-connection-lost = The connection to the shop's database broke ({ $host }): { $reason }.
    .advice = Run again. If it breaks again, look at MySQL's log: the server may have restarted or limit the time of connections (wait_timeout).
error-shop-driver-missing = The database address { $driver } needs a driver that is not here: { $reason }.
    .advice = Install it: pip install "syncd[mysqlclient]", or write an address such as mysql+pymysql://... into [shop] database.
error-shop-tls = No encryption could be agreed on with the shop's database ({ $host }): { $reason }.
    .advice = An old MySQL only speaks old encryption. If the database is on this machine or in your network, set tls = "off" in [shop].
error-shop-query-failed = The shop's database "{ $database }" did not run a query: { $reason }.
    .advice = Check the shop's tables (CHECK TABLE) and the rights of the database user, then run again.

## The state database

error-state-unreachable = The state database { $database } is not reachable: { $reason }.
    .advice = Check the key database of [state], the space on the disk, and the rights of the user syncd on the file and its folder.
error-state-newer = The state database { $database } was kept by a newer syncd ({ $found }); this one knows { $known }.
    .advice = Install the same or a newer version of syncd. An old program must not use a new database.
error-state-address = The address of the state database does not fit: { $database }.
    .advice = Write into [state] database = "sqlite:////var/lib/syncd/state.db" or mysql+pymysql://USER@HOST/DATABASE.
error-state-of-another = The state database lies in { $folder }, a folder of the user { $owner }, and the command was started as root.
    .advice = The service could not open what root makes there. Run it so: { $command }
error-state-upgrade-busy = Another process has been upgrading the state database { $database } for over two minutes ({ $holder }).
    .advice = Wait for its end and run again. If that process is gone, the next try works at once.
error-busy = The job "{ $job }" of the account "{ $account }" runs elsewhere already: { $holder }.
    .advice = Nothing to do: it ends by itself. "syncd status" shows what is running.

## Tokens and rights

error-token-missing = The WB account has no token.
    .advice = Make a token in WB's seller portal (API integrations, category Content, not read-only), save it to a file and name that file in the key tokens of [[account]].
error-token-malformed = This is not a token of WB: { $reason ->
        [empty] it is empty
        [too-long] it is too long
        [alphabet] it holds foreign characters
        [segments] a token has three parts joined by dots
        [encoding] it was damaged when it was copied
        [json] it was damaged when it was copied
       *[other] it lacks what every token has ({ $reason })
    }.
    .advice = Copy the whole token from WB's seller portal, as one line, without quotes and without the word Bearer.
error-token-expired = The WB token { $token } expired: { $expired }.
    .advice = Make a new token in WB's seller portal (API integrations) and replace the text in the token's file.
error-token-read-only = The WB token { $token } is read-only, but syncd has to write (category { $category }).
    .advice = Make a token without "Read only" in WB's seller portal and replace the text in the token's file.
error-token-category = The WB token { $token } lacks the category { $category ->
        [content] Content
        [prices] Prices and discounts
        [marketplace] Marketplace
       *[other] { $category }
    }.
    .advice = Make a token with this category in WB's seller portal and replace the text in the token's file, or add a second token to the key tokens.
error-token-contour = The WB token { $token } is not for this address: it was made for { $contour ->
        [test] WB's sandbox
       *[other] the production contour
    }.
    .advice = Test tokens work with WB's test addresses only, production ones with production only. Check the token's file and the key base_url of [[account]].
error-token-sellers = The tokens of one account belong to different sellers: { $sellers }.
    .advice = Keep the tokens of one seller in the key tokens of [[account]]; give the other seller an [[account]] of its own.
error-token-refused = WB did not accept the token { $token }: { $text }.
    .advice = It may have been revoked or deleted in the seller portal. Make a new one and replace the text in the token's file. Request id for WB's support: { $request }.
error-access-denied = WB forbade this to the token { $token }: { $text }.
    .advice = Check in WB's seller portal that the account is not blocked and that the token has the category { $category } and may write. Request id for WB's support: { $request }.
error-payment-required = WB asks for payment by the service that the token was made for: { $text }.
    .advice = Top up the balance at dev.wildberries.ru, or make a personal token in the seller portal: it costs nothing.

## WB's answers

error-wb-unreachable = WB does not answer ({ $host }): { $reason }.
    .advice = Check this machine's internet connection. syncd goes on from the same place at its next run.
error-wb-failing = WB is failing ({ $host }, answer { $status }): { $text }.
    .advice = It is on WB's side; wait and run again. If it lasts over an hour, give WB's support the request id { $request }.
error-wb-limit = WB asks to wait: this account's limit of requests a minute is used up.
    .advice = Run again in a few minutes. If it is so each time, another program uses the same account: you share its limits.
error-wb-not-wb = What answers at { $host } is not WB: { $reason }.
    .advice = A proxy, a provider or a protection page answered instead. Check the internet connection and the key base_url of [[account]]: it is empty for WB itself.
error-wb-answer-cut = WB's answer ({ $host }, { $path }) broke off halfway.
    .advice = Run again. syncd itself checks whatever may have been done.
error-wb-answer-malformed = WB's answer ({ $host }, { $path }) makes no sense: { $reason }.
    .advice = Run again later. If it stays so, update syncd: WB may have changed its API. Request id: { $request }.
error-wb-path-gone = WB no longer has the method { $method } { $path } (answer { $status }): { $text }.
    .advice = Update syncd: WB has changed its API. If you use a proxy, check the key base_url of [[account]].
error-wb-refused = WB refused a request (answer { $status }): { $text }.
    .advice = "syncd problems" shows what it did not like. Request id for WB's support: { $request }.
error-wb-too-large = WB refused a request as too large: { $text }.
    .advice = Run again. If it stays so, one product is too large: shorten its description or the number of its variants; request id { $request }.

## Runs

error-demo-disagrees = The demonstration ended in disagreement: what was read back from WB differs from the shop.
    .advice = Run "syncd demo --keep FOLDER" and send us that folder: it holds none of your data.
error-fault = A fault inside syncd: { $reason }.
    .advice = It is ours, not yours. Run the command again with -v and send us what it prints; all that was recorded is kept, and the next run goes on.
