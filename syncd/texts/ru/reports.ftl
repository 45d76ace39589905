### Ответы команд.

cli-unknown = неизвестно
cli-never = ещё ни разу
cli-nothing = ничего не изменилось

cli-column-action = действие
cli-column-product = товар
cli-column-vendor-code = артикул
cli-column-subject = предмет
cli-column-sizes = размеров
cli-column-what = что
cli-column-path = запрос
cli-column-count = сколько
cli-column-id = номер
cli-column-parent = раздел
cli-column-characteristic = характеристика
cli-column-kind = вид
cli-column-most = не больше
cli-column-unit = единица
cli-column-category = категория
cli-column-products = товаров
cli-column-more = ещё и в ней
cli-dictionary-subject = { $name } ({ $id }), раздел «{ $parent }»
cli-dictionary-texts = текст
cli-dictionary-number = число
cli-dictionary-required = обязательная

cli-plan-title = План «{ $job }», кабинет «{ $account }»: { $cards ->
    [0] отправлять нечего.
    [one] { $cards } карточка.
    [few] { $cards } карточки.
   *[other] { $cards } карточек.
}
cli-plan-adopt = уже есть на WB под № { $nm_id }: связать, ничего не меняя
cli-plan-inherit = от товара { $owner }, которого больше нет
cli-action-create = создать
cli-action-add = добавить цвет
cli-action-update = обновить
cli-action-adopt = связать
cli-action-inherit = наследует
cli-action-move = на другую страницу
cli-action-trash = в корзину
cli-action-recover = вернуть из корзины
cli-field-title = наименование
cli-field-description = описание
cli-field-brand = бренд
cli-field-dimensions = размеры упаковки
cli-field-size = размер
cli-field-barcode = штрихкод
cli-plan-cannot-write = ВНИМАНИЕ: отправить этот план нельзя. { $reason }
cli-plan-open-problems = { $count ->
    [one] В базе состояния { $count } открытая проблема
    [few] В базе состояния { $count } открытые проблемы
   *[other] В базе состояния { $count } открытых проблем
} от прошлых запусков: `syncd problems`.
cli-brake-first-contact = ЗАДЕРЖАНО: в кабинете WB уже есть карточки, а программа видит его впервые.
cli-brake-empty-shop = ЗАДЕРЖАНО: в магазине вдруг не нашлось ни одного товара. Проверьте базу магазина.
cli-brake-shrunken-shop = ЗАДЕРЖАНО: товаров в магазине стало намного меньше, чем было. Проверьте базу магазина.
cli-brake-mass-change = ЗАДЕРЖАНО: план меняет сразу слишком большую долю готовых карточек (предел: change_share в разделе [brakes]).
cli-brake-mass-trash = ЗАДЕРЖАНО: план убирает в корзину WB сразу слишком большую долю карточек (предел: trash_share в разделе [brakes]).
cli-held-release = Посмотрите план: `syncd plan { $job }`. Если так и должно быть, разрешите именно его: `syncd release { $run }`, и запустите снова.
cli-held-plan = `syncd once { $job }` задержит этот план и назовёт номер запуска для `syncd release`.
cli-resync-start = Прочитаю заново все товары магазина и все карточки WB и исправлю то, что наше.
cli-resync-plan = Кабинет { $account }: карточек создать { $create }, добавить к страницам { $add }, обновить { $update }, связать готовых { $adopt }, прочего { $other }. По лимитам WB это займёт не меньше { $minutes } мин.
cli-resync-nothing = Кабинет { $account }: исправлять нечего.
cli-resync-ask = Отправить?
cli-resync-terminal = Спросить некого: без терминала нужен ключ --yes.
cli-resync-declined = Ничего не отправлено.
cli-resync-unclaimed = Карточек WB, за которыми нет товара магазина: { $count } ({ $codes }). syncd их не трогает.
cli-own-usage = Назовите артикулы или дайте --all.
cli-own-nothing = Передавать нечего: все карточки уже следуют за магазином.
cli-own-follows = { $vendor_code }: теперь карточка следует за магазином, следующий запуск приведёт её в соответствие.
cli-own-anew = { $vendor_code }: на WB такой карточки нет, следующий запуск создаст её заново.
cli-released = План запуска { $run } ({ $job }) разрешён. Следующий запуск выполнит именно его; изменившийся план снова будет ждать.

cli-run-ok = { $account }, { $job }, запуск { $run }: готово ({ $counts }).
cli-run-partial = { $account }, { $job }, запуск { $run }: готово ({ $counts }); открытых проблем: { $problems }, смотрите `syncd problems`.
cli-run-held = { $account }, { $job }, запуск { $run }: план задержан ({ $counts }).
cli-run-failed = { $account }, { $job }, запуск { $run }: не удалось ({ $counts }).
cli-failed-at = Кабинет «{ $account }», задача { $job }:
cli-stopped = Остановлено по вашей просьбе в безопасном месте. Ничего не потеряно: следующий запуск продолжит.

cli-outcome-ok = готово
cli-outcome-partial = готово, есть проблемы
cli-outcome-held = задержан
cli-outcome-released = разрешён, ждёт следующего запуска
cli-outcome-failed = не удалось
cli-outcome-stopped = остановлен
cli-outcome-running = идёт
cli-outcome-dead = прерван

cli-schedule-off = сама не запускается
cli-schedule-every = каждые { $seconds } с

cli-count-products = товаров
cli-count-unchanged = без изменений
cli-count-mapped = подготовлено товаров
cli-count-with-problems = с проблемами
cli-count-unreadable = не прочитано
cli-count-waiting = ждут WB
cli-count-cards-read = прочитано карточек WB
cli-count-create-sent = создаётся карточек
cli-count-add-sent = присоединяется карточек
cli-count-update-sent = обновляется карточек
cli-count-adopted = связано готовых
cli-count-refused = отклонено
cli-count-requests = запросов на запись
cli-count-cards-confirmed = подтверждено WB
cli-count-cards-refused = отказано WB
cli-count-cards-differs = WB хранит иначе
cli-count-cards-lost = не появилось на WB
cli-count-cards-unsent = снято из-за соседней карточки
cli-count-in-doubt = ещё не видно на WB
cli-count-inherited = перешло к новым товарам
cli-count-moved = переставлено карточек
cli-count-trashed = убрано в корзину
cli-count-recovered = возвращено из корзины
cli-count-put-off = отложено из-за лимитов WB
cli-count-left-to-wb = карточек остаётся за WB
cli-count-subjects = предметов WB
cli-count-characteristics = характеристик WB
cli-count-directories = справочников WB
cli-count-left-out-excluded = исключены правилами
cli-count-left-out-not-included = не включены правилами
cli-count-left-out-inactive = выключены в магазине
cli-count-left-out-invisible = скрыты в магазине
cli-count-left-out-virtual = виртуальные
cli-count-left-out-pack = наборы

cli-progress-cards-read = Читаю карточки WB: { $count }
cli-progress-products-read = Читаю товары магазина: { $count }
cli-progress-cards-sent = Отправляю карточки: { $count }

cli-status-account = Кабинет «{ $account }»: карточек на WB { $cards }, ещё не видно на WB { $doubt }, отклонено { $refused }, дней до конца токена { $days }
cli-status-token = ВНИМАНИЕ: { $reason }
cli-status-run = { $outcome }, запуск { $run }, { $at }
cli-status-job = последний успех: { $success }; когда (syncd run): { $schedule }; открытых проблем: { $problems }
cli-status-waiting = Ещё не видно на WB (ничего не делать: следующий запуск посмотрит снова):
cli-status-waiting-card = { $vendor_code } (товар { $product }): отправлена { $since }, ждём до { $until }
cli-status-waiting-more = и ещё { $count }; все: `syncd status --json`


cli-problems-total = { $count ->
    [0] Проблем нет.
    [one] { $count } проблема.
    [few] { $count } проблемы.
   *[other] { $count } проблем.
}

cli-show-product = Товар { $product } в магазине
cli-show-gone = В магазине этого товара больше нет.
cli-show-left-out = Не выгружается: { $reason }.
cli-show-subject = Предмет WB: { $subject }
cli-show-card = Карточка { $vendor_code }, № WB { $nm_id }
cli-show-not-at-wb = ещё нет
cli-show-in-doubt = Отправлена { $since }, на WB ещё не видно; ничего делать не нужно.
cli-show-differs = Отличается: { $text }
cli-show-field = поле
cli-show-wanted = как должно быть
cli-show-at-wb = как на WB
cli-show-title = наименование
cli-show-sizes = размеры (баркоды)
cli-show-name = название
cli-show-reference = артикул
cli-show-category = категория
cli-show-manufacturer = производитель
cli-show-price = цена с налогом
cli-show-quantity = остаток
cli-show-images = фотографии
cli-show-features = характеристики
cli-show-description = описание
cli-show-attributes = атрибуты
cli-show-barcode = штрихкод
cli-show-supplier-reference = артикул поставщика
cli-show-location = место на складе
cli-show-state = продажа
cli-show-state-active = включён
cli-show-state-inactive = выключен
cli-show-state-visibility-catalog = виден только в каталоге
cli-show-state-visibility-search = виден только в поиске
cli-show-state-visibility-none = скрыт из каталога и поиска
cli-show-state-virtual = виртуальный
cli-show-state-closed = его категории закрыты для посетителей
cli-show-state-not-for-order = заказ отключён
cli-show-state-orderable = можно заказать
cli-show-state-not-orderable = заказать нельзя
cli-show-condition = состояние
cli-show-condition-new = новый
cli-show-condition-used = б/у
cli-show-condition-refurbished = восстановленный
cli-show-categories = другие категории
cli-show-measures = вес и размеры
cli-show-sides = ширина x высота x глубина
cli-show-wholesale = закупочная цена без налога
cli-show-quantity-minimal = заказ от { $count } шт.
cli-show-quantity-without-stock = заказ принимается и без остатка
cli-show-quantity-warehouse = считается по складам
cli-show-pack = состав набора
cli-show-pack-item = товар { $item }: { $count } шт. (остаток { $stock })
cli-show-cover = обложка
cli-show-short = краткое описание

cli-demo-title = Демонстрация: магазин, Wildberries и всё между ними работали на этой машине.
cli-demo-shop = Товаров в магазине: { $products }.
cli-demo-cards = Карточек на WB, прочитанных обратно и совпавших: { $agree } из { $wanted } (размеров: { $sizes }).
cli-demo-again = Второй запуск отправил запросов на запись: { $writes }.
cli-demo-differ = ОТЛИЧАЕТСЯ { $item }
cli-demo-missing = НЕТ НА WB { $item }
cli-demo-strange = ЛИШНЯЯ КАРТОЧКА { $item }
cli-demo-problems = Проблемы, заложенные в магазин нарочно ({ $count }), и что о них говорит программа:
cli-demo-requests = Запросы, которые насчитал WB:
cli-demo-agrees = Обе стороны совпадают.
cli-demo-disagrees = Стороны НЕ совпадают.
cli-demo-kept = Всё осталось в папке { $folder }. Чтобы осмотреться:
    { $program } sandbox --data { $sandbox } --port { $port } &
    { $program } --config { $config } status
    { $program } --config { $config } problems
