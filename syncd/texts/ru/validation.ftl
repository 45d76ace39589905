### Что WB не принял бы: найдено до отправки. И ошибки новых разделов mapping.yaml.

## Карточки

problem-text-too-long = Карточка { $vendor_code } (товар { $product } «{ $name }»): { $field ->
        [title] название не укорачивается до { $limit } знаков
       *[other] описание длиннее { $limit } знаков
    }.
    .why = WB принимает не больше { $limit } знаков, сейчас { $count }; посреди слова текст не обрезается.
    .advice = Укоротите текст в магазине или выберите для него другой источник в mapping.yaml.
problem-text-forbidden = Карточка { $vendor_code } (товар { $product } «{ $name }»): { $field ->
        [title] в названии
       *[other] в описании
    } есть знаки, которые WB не принимает: { $value }
    .why = WB отклоняет карточки с картинками, ® и ™ в тексте.
    .advice = Уберите их в магазине или поставьте forbidden: drop в разделе card файла mapping.yaml: тогда они отбрасываются сами.
problem-text-contacts = Карточка { $vendor_code } (товар { $product } «{ $name }»): { $field ->
        [title] в названии
       *[other] в описании
    } есть контакты: { $value }
    .why = WB не разрешает адреса, ссылки и телефоны в карточках.
    .advice = Уберите их из текста в магазине или выберите для него другой источник в mapping.yaml.
problem-brand-unknown = Карточка { $vendor_code } (товар { $product } «{ $name }»): бренда «{ $brand }» у WB нет.
    .why = В предмете «{ $subject }» WB принимает только бренды из своего списка. Похожие: { $near }.
    .advice = Исправьте производителя в магазине, переведите его таблицей values у brand в mapping.yaml, поставьте «Нет бренда» или заведите бренд в личном кабинете WB.
problem-value-unknown = Карточка { $vendor_code } (товар { $product } «{ $name }»): в характеристике «{ $characteristic }» WB не знает значения: { $value }.
    .why = Значения этой характеристики WB берёт только из своего справочника. Похожие: { $near }.
    .advice = Переведите значение таблицей values в mapping.yaml или исправьте его в магазине.
problem-cards-alike = Карточка { $vendor_code } (товар { $product } «{ $name }») ничем не отличается от { $other }.
    .why = На одной странице WB карточки должны различаться хотя бы одной из характеристик: { $characteristic }.
    .advice = Дайте вариантам разные значения в магазине или в таблице values в mapping.yaml.
problem-document-unclear = Карточка { $vendor_code } (товар { $product } «{ $name }»): непонятны даты документа { $number }: { $value }.
    .why = Дата пишется как 31.12.2027 или 2027-12-31, бессрочный документ как «бессрочно», а конец не раньше начала.
    .advice = Исправьте дату в магазине или в разделе documents файла mapping.yaml.
problem-document-not-taken = Карточка { $vendor_code } (товар { $product } «{ $name }») отправляется без документа { $number }.
    .why = В предмете «{ $subject }» WB документов этого вида не принимает.
    .advice = Проверьте вид документа (type) в mapping.yaml или уберите его из правила для этого предмета.
problem-marking-unclear = Карточка { $vendor_code } (товар { $product } «{ $name }»): непонятно, нанесён ли код маркировки: «{ $value }».
    .why = Ожидается «да» или «нет».
    .advice = Исправьте значение в магазине или переведите его таблицей values у kiz_marked в mapping.yaml.
problem-gtin-wrong = Карточка { $vendor_code } (товар { $product } «{ $name }»): это не GTIN: «{ $value }».
    .why = В GTIN 8, 12, 13 или 14 цифр, и последняя из них контрольная.
    .advice = Исправьте код в магазине или выберите другой источник gtin в mapping.yaml.

## Ошибки в mapping.yaml

mapping-misspelt-word = «{ $word }» здесь не бывает; возможно, имелось в виду «{ $near }»
mapping-template = не шаблон, начиная с «{ $part }»: ожидаются места вида { "{" }name{ "}" }, { "{" }feature:Материал{ "}" }, { "{" }attribute:Цвет{ "}" } и парные скобки [ ]
mapping-unit = такой единицы нет; ожидается одна из: { $known }
mapping-document = ожидается документ: type и number, например { "{" }type: certificate, number: { "{" }feature: Сертификат{ "}" }{ "}" }; виды: { $known }
mapping-subject-unknown = предмета «{ $subject }» у WB нет, или их несколько; похожие: { $near }
mapping-characteristic-unknown = в предмете «{ $subject }» нет характеристики «{ $characteristic }»; похожие: { $near }
mapping-value-unknown = в справочнике WB нет значений: { $value }; похожие: { $near }
mapping-required-missing = предмет «{ $subject }» требует характеристик, для которых нет источника: { $characteristic }
mapping-common-unknown = характеристики «{ $characteristic }» нет ни в одном из предметов, названных в правилах; похожие: { $near }
mapping-not-in-shop = в магазине нет { $kind ->
        [category] категории
        [manufacturer] производителя
        [feature] характеристики
        [value] такого значения характеристики:
        [attribute] группы атрибутов
       *[product] товара
    } «{ $name }»; похожие: { $near }
