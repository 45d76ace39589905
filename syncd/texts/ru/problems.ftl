### Товары и карточки, которым что-то мешает: что, почему, что делать.

## Магазин

problem-product-unreadable = Товар { $ref } «{ $name }» не прочитан из магазина.
    .why = В его записях противоречие: { $reason }.
    .advice = Откройте товар в админке PrestaShop и сохраните его заново; остальные товары идут своим чередом.
problem-product-nameless = У товара { $ref } (артикул { $reference }) нет названия на языке { $language }.
    .why = Без названия карточку WB не создать.
    .advice = Впишите название на этом языке в карточке товара в PrestaShop или задайте fallback_language в разделе [shop].

## Соответствия

problem-subject-missing = Товар { $product } «{ $name }» никуда не попал.
    .why = Для категории «{ $category }» в mapping.yaml нет правила.
    .advice = Добавьте правило с предметом WB для этой категории или впишите товар в exclude.
problem-subject-unknown = Товар { $product } «{ $name }» ждёт: предмета «{ $subject }» у WB нет.
    .why = Так он назван в правиле mapping.yaml (строка { $line }). Похожие: { $near }.
    .advice = Исправьте subject в правиле: нужно точное название предмета WB или его номер.
problem-subject-ambiguous = Товар { $product } «{ $name }» ждёт: предметов «{ $subject }» у WB несколько.
    .why = По названию в правиле mapping.yaml (строка { $line }) не понять, который из них нужен: { $near }.
    .advice = Впишите в subject этого правила номер вместо названия.
problem-rule-unmet = Строке { $ref } файла mapping.yaml не соответствует ни один товар магазина.
    .why = Её условие: { $condition }.
    .advice = Проверьте названия: как они пишутся в магазине, покажет «syncd show category». Лишнюю строку уберите.
problem-title-empty = У карточки { $vendor_code } (товар { $product } «{ $name }») пустое название.
    .why = Источник title из mapping.yaml у этого товара ничего не дал.
    .advice = Заполните это поле в магазине или выберите другой источник title.
problem-characteristic-unknown = Товар { $product } «{ $name }»: в предмете «{ $subject }» нет характеристик, названных в mapping.yaml: { $characteristic }.
    .why = WB их не знает или убрал; карточка отправляется без них.
    .advice = Исправьте названия (они должны совпадать с WB до буквы) или уберите эти строки из правила.
problem-characteristic-required = У карточки { $vendor_code } (товар { $product } «{ $name }») нет обязательной характеристики «{ $characteristic }».
    .why = Без неё WB не примет карточку в предмет «{ $subject }».
    .advice = Заполните её в магазине или добавьте источник либо постоянное значение в mapping.yaml.
problem-characteristic-not-a-number = Карточка { $vendor_code } (товар { $product } «{ $name }»): в характеристике «{ $characteristic }» не число: «{ $value }».
    .why = WB принимает в ней только число.
    .advice = Исправьте значение в магазине или задайте для него таблицу values в mapping.yaml.
problem-characteristic-too-many = Карточка { $vendor_code } (товар { $product } «{ $name }»): у характеристики «{ $characteristic }» { $count ->
        [one] { $count } значение
        [few] { $count } значения
       *[many] { $count } значений
    }: { $value }.
    .why = WB принимает не больше { $limit }.
    .advice = Оставьте главные значения в магазине или сократите их таблицей values в mapping.yaml.
problem-vendor-code-repeated = Артикул продавца { $vendor_code } получается сразу у нескольких карточек (товары: { $products }).
    .why = У WB артикул продавца один на карточку; чтобы не перепутать товары, повтор не отправлен.
    .advice = Дайте товарам разные артикулы в PrestaShop или поставьте vendor_code: id в mapping.yaml.
problem-vendor-code-too-long = Артикул продавца { $vendor_code } (товар { $product } «{ $name }») слишком длинный.
    .why = WB принимает не больше { $limit } знаков.
    .advice = Укоротите артикул в PrestaShop или поставьте vendor_code: id в mapping.yaml.
problem-barcode-repeated = Штрихкод { $barcode } стоит сразу у нескольких предложений: { $offers }.
    .why = У WB один штрихкод принадлежит одному размеру одной карточки; карточка { $vendor_code } не отправлена.
    .advice = Исправьте штрихкоды в PrestaShop или поставьте barcode: none в mapping.yaml: тогда WB выдаст свои.
problem-size-missing = У карточки { $vendor_code } (товар { $product } «{ $name }») есть варианты без размера: { $offers }.
    .why = Когда вариантов несколько, WB различает их только по размеру.
    .advice = Добавьте вариантам размер в PrestaShop или назовите группу размеров в mapping.yaml (card: size).
problem-size-repeated = У карточки { $vendor_code } (товар { $product } «{ $name }») повторяется размер { $size }: варианты { $offers }.
    .why = У WB размер в карточке может быть только один раз.
    .advice = Удалите лишний вариант в PrestaShop или уточните card: size в mapping.yaml.

## WB

problem-card-refused = WB отклонил карточку { $vendor_code } (товар { $product }).
    .why = Ответ WB: { $text }
    .advice = Исправьте названное в магазине или в mapping.yaml: как только данные изменятся, карточка уйдёт снова.
problem-card-refused-with-group = Карточка { $vendor_code } (товар { $product }) ждёт: WB отклонил её вместе с { $other }.
    .why = WB отклоняет всю группу, если в ней плоха хотя бы одна карточка.
    .advice = Исправьте { $other }; остальные карточки уйдут без неё сами.
problem-card-vanished = Карточки { $vendor_code } (товар { $product } «{ $name }») больше нет у WB.
    .why = Её удалили или убрали в корзину в личном кабинете.
    .advice = Верните её из корзины в личном кабинете WB, или создайте заново командой «syncd map own { $vendor_code }», или впишите товар в exclude в mapping.yaml.
problem-wb-holds-other = WB хранит карточку { $vendor_code } (товар { $product } «{ $name }») не такой, как в магазине.
    .why = После двух отправок отличается: { $differences }
    .advice = Впишите в магазине или в таблице values в mapping.yaml то, что хранит WB, либо поправьте карточку в личном кабинете.
problem-card-in-trash = Карточка { $vendor_code } (товар { $product } «{ $name }», nmID { $nm_id }) лежит в корзине WB.
    .why = Пока артикул занят карточкой из корзины, новую с ним WB не создаст; чужое решение syncd не отменяет.
    .advice = Верните карточку из корзины в личном кабинете WB или дождитесь, пока WB её удалит (30 дней). Если товар продавать не нужно, впишите его в exclude в mapping.yaml.
problem-card-without-product = Карточка { $vendor_code } (nmID { $nm_id }, «{ $name }») осталась без товара { $product }.
    .why = Товара или этого цвета больше нет в магазине, он выключен или исключён правилами; карточка у WB продолжает стоять.
    .advice = Верните товар, уберите карточку в личном кабинете WB, или задайте в [catalog] gone = "trash" (убирать самому) либо "leave" (не сообщать).
problem-card-limit = В кабинете { $ref } нет места для новых карточек: нужно { $wanted }, можно { $free }.
    .why = WB ограничивает число карточек вместе с теми, что лежат в корзине.
    .advice = Увеличьте лимит или очистите корзину в личном кабинете WB: остальное syncd создаст сам.
problem-card-stays = WB дважды не сделал с карточкой { $vendor_code } (nmID { $nm_id }) того, о чём его просили.
    .why = Просьба: { $wish ->
        [trash] убрать в корзину
        [recover] вернуть из корзины
       *[other] поставить на другую страницу товара
    }.
    .advice = Сделайте это в личном кабинете WB или спросите поддержку WB: сам syncd больше не просит.
problem-card-lost = Карточка { $vendor_code } (товар { $product } «{ $name }») не появляется у WB.
    .why = Запросов с ней: { $count }, и ни карточки, ни отказа после них у WB нет.
    .advice = syncd попробует снова через сутки. Если не поможет, создайте карточку с этим артикулом в личном кабинете WB или спросите поддержку WB.
problem-cards-fewer = WB вдруг показал мало карточек кабинета { $ref }: { $seen } вместо { $before }.
    .why = Обычно это сбой на стороне WB, поэтому syncd пока считает карточки существующими и прочитает список снова.
    .advice = Если вы сами удалили карточки, ничего делать не нужно: через час syncd этому поверит.
problem-subject-changed = Карточка { $vendor_code } (товар { $product } «{ $name }») у WB в предмете { $theirs }, а по mapping.yaml должна быть в { $ours }.
    .why = Предмет готовой карточки WB менять не разрешает; она остаётся в прежнем и не обновляется.
    .advice = Верните прежний предмет в mapping.yaml. Или удалите карточку в личном кабинете WB вместе с корзиной и выполните «syncd map own { $vendor_code }»: следующий запуск создаст её в новом предмете.
problem-answer-unreadable = Часть ответа WB не удалось понять (кабинет { $ref }).
    .why = В ответе: { $text }
    .advice = Остальное обработано. Если повторяется, обновите syncd или пришлите нам этот текст.
