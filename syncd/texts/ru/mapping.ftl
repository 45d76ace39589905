# Ошибки в mapping.yaml: чего ждали в этой строке.
mapping-unknown-key = такого ключа нет; здесь могут стоять: { $known }
mapping-misspelt-key = такого ключа нет; возможно, имелось в виду «{ $near }»
mapping-repeated = это уже сказано в строке { $first }; оставьте одно из двух
mapping-missing = не хватает: { $missing }
mapping-table = ожидается раздел вида «ключ: значение»
mapping-list = ожидается список, каждая строка которого начинается с «- »
mapping-empty-list = список пуст: впишите хотя бы одно значение или удалите ключ
mapping-text = ожидается текст в одну строку
mapping-choice = ожидается одно из: { $known }
mapping-whole-number = ожидается целое число от { $least } до { $most }
mapping-number = ожидается число больше нуля, не больше трёх знаков после точки
mapping-condition-empty = условие пусто: назовите category, manufacturer, feature или product
mapping-source = ожидается источник, ровно один из: { $known }; например { "{" }feature: Состав{ "}" }
mapping-dimensions = ожидается measures, keep или размеры упаковки: length, width, height (см) и weight (кг)
