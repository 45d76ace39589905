### Товары и карточки, которым что-то мешает: что, почему, что делать.

## Магазин

problem-product-unreadable = Товар { $ref } «{ $name }» не прочитан из магазина.
    .why = В его записях противоречие: { $reason }.
    .advice = Откройте товар в админке PrestaShop и сохраните его заново; остальные товары идут своим чередом.
problem-product-nameless = У товара { $ref } (артикул { $reference }) нет названия на языке { $language }.
    .why = Без названия карточку WB не создать.
    .advice = Впишите название на этом языке в карточке товара в PrestaShop.
problem-product-without-combinations = Товар { $ref } «{ $name }» числится с вариантами, но ни одного варианта не осталось.
    .why = syncd не может понять, что именно продаётся.
    .advice = В PrestaShop создайте варианты товара заново или сохраните его как товар без вариантов.

## Соответствия

problem-subject-missing = Товар { $ref } «{ $name }» никуда не попал.
    .why = Для его категории { $category } в mapping.yaml нет правила.
    .advice = Добавьте правило с предметом WB для этой категории или исключите товар в разделе exclude.
problem-subject-unknown = Предмета «{ $subject }» у WB нет.
    .why = Правило в mapping.yaml называет предмет, которого нет в справочнике WB; товары по этому правилу не отправляются.
    .advice = Исправьте subject: нужно точное название предмета WB или его номер.
problem-title-empty = У товара { $ref } «{ $name }» пустое название карточки.
    .why = Источник названия из mapping.yaml у этого товара ничего не дал.
    .advice = Заполните это поле в магазине или выберите другой источник title в mapping.yaml.
problem-characteristic-unknown = У предмета «{ $subject }» нет характеристики «{ $characteristic }».
    .why = Она названа в правиле mapping.yaml для этого предмета, но WB её не знает.
    .advice = Исправьте название (оно должно совпадать с WB до буквы) или уберите строку из правила.
problem-characteristic-required = У товара { $ref } «{ $name }» нет обязательной характеристики «{ $characteristic }».
    .why = Без неё WB не примет карточку в предмет «{ $subject }».
    .advice = Заполните её в магазине или добавьте источник либо постоянное значение в mapping.yaml.
problem-characteristic-not-a-number = Товар { $ref } «{ $name }»: характеристика «{ $characteristic }» должна быть числом, а там «{ $value }».
    .why = WB принимает в ней только число.
    .advice = Исправьте значение в магазине или задайте таблицу values в mapping.yaml.
problem-characteristic-too-many = Товар { $ref } «{ $name }»: у характеристики «{ $characteristic }» слишком много значений: { $count }.
    .why = WB принимает не больше { $limit }.
    .advice = Оставьте главные значения в магазине или сократите их таблицей values в mapping.yaml.
problem-vendor-code-repeated = Артикул продавца { $ref } получается сразу у нескольких товаров: { $products }.
    .why = У WB артикул продавца один на карточку; чтобы не перепутать товары, не отправлен ни один.
    .advice = Дайте товарам разные артикулы в PrestaShop или поставьте vendor_code: id в mapping.yaml.
problem-vendor-code-too-long = Артикул продавца { $ref } слишком длинный.
    .why = WB принимает не больше { $limit } знаков.
    .advice = Укоротите артикул в PrestaShop или поставьте vendor_code: id в mapping.yaml.
problem-barcode-repeated = Штрихкод { $barcode } стоит у нескольких вариантов: { $offers }.
    .why = У WB один штрихкод - один размер одной карточки.
    .advice = Исправьте штрихкоды в PrestaShop или поставьте barcode: none в mapping.yaml: тогда WB выдаст свои.
problem-size-missing = У варианта { $ref } товара «{ $name }» нет размера.
    .why = В предмете «{ $subject }» у каждого варианта должен быть размер.
    .advice = Добавьте варианту атрибут размера в PrestaShop или назовите группу размеров в mapping.yaml (card: size).
problem-size-repeated = У карточки { $ref } размер «{ $size }» повторяется.
    .why = Несколько вариантов товара дают один и тот же размер.
    .advice = Удалите лишний вариант в PrestaShop или уточните card: size в mapping.yaml.
problem-group-too-large = У товара { $ref } «{ $name }» слишком много цветов: { $count }.
    .why = WB объединяет на одной странице не больше { $limit } карточек.
    .advice = Разделите товар в PrestaShop на несколько.

## WB

problem-card-refused = WB отклонил карточку { $vendor_code } (товар { $product }).
    .why = Ответ WB: { $text }
    .advice = Исправьте названное в магазине или в mapping.yaml: как только данные изменятся, syncd отправит карточку снова.
problem-card-refused-with-group = Карточка { $vendor_code } (товар { $product }) ждёт: WB отклонил её вместе с { $other }.
    .why = WB отклоняет сразу всю группу, если в ней плоха хотя бы одна карточка.
    .advice = Исправьте { $other }: остальные syncd отправит без неё сам.
problem-request-refused = WB отклонил запрос с карточкой { $ref }.
    .why = Ответ WB: { $text }
    .advice = Исправьте названное; если непонятно, пришлите нам этот текст.
problem-card-lost = Карточка { $vendor_code } (товар { $product }) не появилась у WB.
    .why = WB принял запрос, но за 30 минут не показал ни карточки, ни отказа.
    .advice = Ничего делать не нужно: syncd отправит её ещё раз. Если повторяется, напишите в поддержку WB.
problem-card-vanished = Карточки { $vendor_code } (товар { $product }) больше нет у WB.
    .why = Её удалили или убрали в корзину в личном кабинете.
    .advice = Верните её из корзины в личном кабинете WB или исключите товар в mapping.yaml.
problem-wb-holds-other = WB хранит карточку { $vendor_code } не такой, как в магазине.
    .why = После двух отправок отличается: { $differences }
    .advice = Впишите в магазине или в таблице values mapping.yaml то, что хранит WB, либо поправьте карточку в личном кабинете.
problem-card-not-ours = Карточка { $vendor_code } (nmID { $nm_id }) была у WB до нас.
    .why = syncd связал её с товаром { $product }, но ничего в ней не меняет, пока вы её не передадите.
    .advice = Если товар тот самый, ничего делать не нужно. Если нет, смените артикул товара в PrestaShop.
problem-subject-changed = Товар { $ref } теперь относится к другому предмету WB.
    .why = Предмет готовой карточки WB менять не разрешает; карточка осталась в прежнем.
    .advice = Верните прежний предмет в mapping.yaml или создайте в магазине новый товар.
problem-answer-unreadable = Часть ответа WB не удалось понять (кабинет { $ref }).
    .why = В ответе: { $text }
    .advice = Остальное обработано. Если повторяется, обновите syncd или пришлите нам этот текст.
