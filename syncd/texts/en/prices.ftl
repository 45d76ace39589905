### How the price of a product came about.

price-account = How the price came about
price-account-of = How the price came about: { $combinations }
price-changes = The price changes by itself at { $moment }

price-step-base = product price without tax
price-step-fixed = specific price no. { $specific_price } instead of it, without tax
price-step-converted = in { $currency }
price-step-impact = impact of the combination
price-step-tax = tax { $percent } %
price-step-ecotax = ecotax
price-step-reduction-percentage = reduction { $percent } %, specific price no. { $specific_price }
price-step-reduction-amount = reduction, specific price no. { $specific_price }
price-step-group-reduction = reduction of customer group no. { $group }
price-step-before = price without the reduction
price-step-price = price with tax
price-step-displayed = on the shop's pages
