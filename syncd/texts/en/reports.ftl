### Answers of the commands.

cli-unknown = unknown
cli-never = never yet
cli-nothing = nothing changed

cli-column-action = action
cli-column-product = product
cli-column-vendor-code = vendor code
cli-column-subject = subject
cli-column-sizes = sizes
cli-column-what = what
cli-column-path = request
cli-column-count = count
cli-column-id = id
cli-column-parent = parent
cli-column-characteristic = characteristic
cli-column-kind = kind
cli-column-most = at most
cli-column-unit = unit
cli-column-category = category
cli-column-products = products
cli-column-more = also in it
cli-dictionary-subject = { $name } ({ $id }), of { $parent }
cli-dictionary-texts = text
cli-dictionary-number = number
cli-dictionary-required = required

cli-plan-title = Plan of { $job }, account { $account }: { $cards ->
    [0] nothing to send.
    [one] { $cards } card.
   *[other] { $cards } cards.
}
cli-plan-adopt = stands at WB already as { $nm_id }: link it, change nothing
cli-plan-inherit = from product { $owner }, which is gone
cli-action-create = create
cli-action-add = add colour
cli-action-update = update
cli-action-adopt = link
cli-action-inherit = inherit
cli-action-move = to another page
cli-action-trash = into the trash
cli-action-recover = out of the trash
cli-field-title = title
cli-field-description = description
cli-field-brand = brand
cli-field-dimensions = packed size
cli-field-size = size
cli-field-barcode = barcode
cli-plan-cannot-write = NOTE: this plan cannot be sent. { $reason }
cli-plan-open-problems = { $count ->
    [one] { $count } open problem
   *[other] { $count } open problems
} of earlier runs in the state: `syncd problems`.
cli-brake-first-contact = HELD: the WB account has cards already, and syncd meets it for the first time.
cli-brake-empty-shop = HELD: suddenly the shop has no product at all. Check the shop's database.
cli-brake-shrunken-shop = HELD: the shop has far fewer products than before. Check the shop's database.
cli-brake-mass-change = HELD: the plan changes too large a share of the standing cards at once (limit: change_share in [brakes]).
cli-brake-mass-trash = HELD: the plan puts too large a share of the cards into WB's trash at once (limit: trash_share in [brakes]).
cli-held-release = Read the plan: `syncd plan { $job }`. If it is meant so, release exactly this plan: `syncd release { $run }`, and run again.
cli-held-plan = `syncd once { $job }` will hold this plan and name the number of its run for `syncd release`.
cli-resync-start = Every product of the shop and every card of WB is read anew, and what is ours is repaired.
cli-resync-plan = Account { $account }: cards to create { $create }, to add to standing pages { $add }, to update { $update }, standing ones to link { $adopt }, other { $other }. By WB's limits that takes { $minutes } min at least.
cli-resync-nothing = Account { $account }: there is nothing to repair.
cli-resync-ask = Send it?
cli-resync-terminal = There is nobody to ask: without a terminal give --yes.
cli-resync-declined = Nothing was sent.
cli-resync-unclaimed = Cards of WB that belong to no product of the shop: { $count } ({ $codes }). syncd leaves them alone.
cli-own-usage = Give vendor codes, or --all.
cli-own-nothing = There is nothing to hand over: every card follows the shop already.
cli-own-follows = { $vendor_code }: the card follows the shop now; the next run brings it into line.
cli-own-anew = { $vendor_code }: WB has no such card; the next run makes it anew.
cli-released = The plan of run { $run } ({ $job }) is released. The next run carries out exactly this plan; one that has changed waits again.

cli-run-ok = { $account }, { $job }, run { $run }: done ({ $counts }).
cli-run-partial = { $account }, { $job }, run { $run }: done ({ $counts }); open problems: { $problems }, see `syncd problems`.
cli-run-held = { $account }, { $job }, run { $run }: the plan is held ({ $counts }).
cli-run-failed = { $account }, { $job }, run { $run }: failed ({ $counts }).
cli-failed-at = Account { $account }, job { $job }:
cli-stopped = Stopped as you asked, at a safe point. Nothing is lost: the next run goes on.

cli-outcome-ok = done
cli-outcome-partial = done, with problems
cli-outcome-held = held
cli-outcome-released = released, waits for the next run
cli-outcome-failed = failed
cli-outcome-stopped = stopped
cli-outcome-running = running
cli-outcome-dead = broken off

cli-schedule-off = never by itself
cli-schedule-every = every { $seconds } s

cli-count-products = products
cli-count-unchanged = unchanged
cli-count-mapped = products prepared
cli-count-with-problems = with problems
cli-count-unreadable = unreadable
cli-count-waiting = waiting for WB
cli-count-cards-read = cards read from WB
cli-count-create-sent = cards being created
cli-count-add-sent = cards being added
cli-count-update-sent = cards being updated
cli-count-adopted = standing cards linked
cli-count-refused = refused
cli-count-requests = writing requests
cli-count-cards-confirmed = confirmed by WB
cli-count-cards-refused = refused by WB
cli-count-cards-differs = WB holds otherwise
cli-count-cards-lost = never shown by WB
cli-count-cards-unsent = fell with another card
cli-count-in-doubt = not seen at WB yet
cli-count-inherited = inherited by new products
cli-count-moved = cards moved
cli-count-trashed = put into the trash
cli-count-recovered = taken out of the trash
cli-count-put-off = put off by WB's limits
cli-count-left-to-wb = cards left as WB has them
cli-count-subjects = WB subjects
cli-count-characteristics = WB characteristics
cli-count-directories = WB directories
cli-count-left-out-excluded = excluded by rules
cli-count-left-out-not-included = not included by rules
cli-count-left-out-inactive = switched off in the shop
cli-count-left-out-invisible = hidden in the shop
cli-count-left-out-virtual = virtual
cli-count-left-out-pack = packs

cli-progress-cards-read = Reading WB's cards: { $count }
cli-progress-products-read = Reading the shop's products: { $count }
cli-progress-cards-sent = Sending cards: { $count }

cli-status-account = Account { $account }: cards at WB { $cards }, not seen at WB yet { $doubt }, refused { $refused }, days left of the token { $days }
cli-status-token = NOTE: { $reason }
cli-status-run = { $outcome }, run { $run }, { $at }
cli-status-job = last success: { $success }; when (syncd run): { $schedule }; open problems: { $problems }
cli-status-waiting = Not seen at WB yet (nothing to do: the next run looks again):
cli-status-waiting-card = { $vendor_code } (product { $product }): sent { $since }, awaited until { $until }
cli-status-waiting-more = and { $count } more; all of them: `syncd status --json`


cli-problems-total = { $count ->
    [0] No problems.
    [one] { $count } problem.
   *[other] { $count } problems.
}

cli-show-product = Product { $product } in the shop
cli-show-gone = The shop no longer has this product.
cli-show-left-out = Not sent to WB: { $reason }.
cli-show-subject = WB subject: { $subject }
cli-show-card = Card { $vendor_code }, WB number { $nm_id }
cli-show-not-at-wb = none yet
cli-show-in-doubt = Sent { $since }, not seen at WB yet; nothing to do.
cli-show-differs = Differs: { $text }
cli-show-field = field
cli-show-wanted = as it should be
cli-show-at-wb = as WB holds it
cli-show-title = title
cli-show-sizes = sizes (barcodes)
cli-show-name = name
cli-show-reference = reference
cli-show-category = category
cli-show-manufacturer = manufacturer
cli-show-price = price with tax
cli-show-quantity = quantity
cli-show-images = images
cli-show-features = features
cli-show-description = description
cli-show-attributes = attributes
cli-show-barcode = barcode
cli-show-supplier-reference = supplier's reference
cli-show-location = location in the store
cli-show-state = sale
cli-show-state-active = switched on
cli-show-state-inactive = switched off
cli-show-state-visibility-catalog = seen in the catalogue only
cli-show-state-visibility-search = seen in search only
cli-show-state-visibility-none = hidden from catalogue and search
cli-show-state-virtual = virtual
cli-show-state-closed = its categories are closed to visitors
cli-show-state-not-for-order = not available for order
cli-show-state-orderable = can be ordered
cli-show-state-not-orderable = cannot be ordered
cli-show-condition = condition
cli-show-condition-new = new
cli-show-condition-used = used
cli-show-condition-refurbished = refurbished
cli-show-categories = other categories
cli-show-measures = weight and size
cli-show-sides = width x height x depth
cli-show-wholesale = wholesale price without tax
cli-show-quantity-minimal = ordered from { $count } pieces on
cli-show-quantity-without-stock = ordered without stock too
cli-show-quantity-warehouse = computed from warehouses
cli-show-pack = items of the pack
cli-show-pack-item = product { $item }: { $count } pcs. (stock { $stock })
cli-show-cover = cover
cli-show-short = short description

cli-demo-title = Demonstration: a shop, a Wildberries and everything between them ran on this machine.
cli-demo-shop = Products in the shop: { $products }.
cli-demo-cards = Cards at WB, read back and found to agree: { $agree } of { $wanted } (sizes: { $sizes }).
cli-demo-again = Writing requests of the second run: { $writes }.
cli-demo-differ = DIFFERS { $item }
cli-demo-missing = NOT AT WB { $item }
cli-demo-strange = A CARD TOO MANY { $item }
cli-demo-problems = Problems planted in the shop on purpose ({ $count }), and what the program says of them:
cli-demo-requests = Requests as WB counted them:
cli-demo-agrees = Both sides agree.
cli-demo-disagrees = The sides do NOT agree.
cli-demo-kept = Everything stays in { $folder }. To look around:
    { $program } sandbox --data { $sandbox } --port { $port } &
    { $program } --config { $config } status
    { $program } --config { $config } problems
