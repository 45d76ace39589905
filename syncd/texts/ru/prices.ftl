### Как получилась цена товара.

price-account = Как получилась цена
price-account-of = Как получилась цена: { $combinations }
price-changes = Цена изменится сама: { $moment }

price-step-base = цена товара без налога
price-step-fixed = специальная цена № { $specific_price } вместо цены товара, без налога
price-step-converted = в валюте { $currency }
price-step-impact = надбавка комбинации
price-step-tax = налог { $percent } %
price-step-ecotax = экологический сбор
price-step-reduction-percentage = скидка { $percent } %, специальная цена № { $specific_price }
price-step-reduction-amount = скидка, специальная цена № { $specific_price }
price-step-group-reduction = скидка группы покупателей № { $group }
price-step-before = цена без скидки
price-step-price = цена с налогом
price-step-displayed = на страницах магазина
