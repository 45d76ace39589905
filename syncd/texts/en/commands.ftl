### Answers of the commands init and db.

cli-init-wrote = Wrote { $path }
cli-init-next = What comes next:
    1. Make a token in WB's seller portal (API integrations, category Content, not read-only) and save it as one line in { $token }
    2. Check the section [shop] in { $config }
    3. Write into { $mapping } which category of the shop becomes which subject of WB
    4. See what would be done, without sending anything: syncd --config { $config } plan catalog
cli-db-current = The state database { $database } is up to date (revision { $revision }).
cli-db-made = The state database { $database } was made (revision { $revision }).
cli-db-upgraded = The state database { $database } was upgraded: { $before } -> { $revision }.
