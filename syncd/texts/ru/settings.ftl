### Ошибки в файле настроек: что ожидается на этом месте.

setting-missing = этот ключ обязателен
setting-unknown-near = такого ключа нет; похоже на { $nearest }
setting-unknown = такого ключа нет; здесь бывают: { $known }
setting-misplaced = такой позиции в списке нет: позиции идут подряд, начиная с 0
setting-integer = нужно целое число
setting-number = нужно число
setting-text = нужен текст в кавычках
setting-path = нужен путь к файлу или папке в кавычках
setting-list = нужен список в квадратных скобках
setting-table = нужен раздел или таблица в фигурных скобках
setting-choice = допустимо одно из: { $choices }
setting-moment = нужны дата и время с часовым поясом, например 2026-11-22T09:00:00+03:00
setting-at-least = не меньше { $limit }
setting-more-than = больше { $limit }
setting-at-most = не больше { $limit }
setting-not-empty = слишком короткий текст, нужно знаков не меньше: { $limit }
setting-too-few = записей нужно не меньше: { $limit }
setting-too-many = записей нужно не больше: { $limit }
setting-name = имя из букв, цифр, точки, дефиса и подчёркивания, без пробелов
setting-url = адрес вида https://shop.example
setting-prefix = префикс таблиц из букв, цифр и подчёркивания, например ps_
setting-uuid = идентификатор поставщика вида 0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0
setting-phone = номер телефона вида +79990000000
setting-timing = секунды (600), выражение cron из пяти полей ("30 4 * * mon-fri") или "off"
setting-cron-field = выражение cron: поле { $field } не понимает «{ $part }»
setting-cron-weekday = дни недели пишутся именами: mon, tue, wed, thu, fri, sat, sun (числа разные программы понимают по-разному)
setting-database-url = адрес базы вида mysql+pymysql://ПОЛЬЗОВАТЕЛЬ@ХОСТ:3306/БАЗА?charset=utf8mb4 или sqlite:///ФАЙЛ
setting-password-in-url = уберите пароль из адреса: положите его в отдельный файл и сошлитесь рядом: password = {"{"} file = "ПУТЬ" {"}"}
setting-secret-in-clear = здесь записан сам секрет; положите его в отдельный файл и сошлитесь на него: {"{"} file = "ПУТЬ" {"}"}, или {"{"} credential = "ИМЯ" {"}"}, или {"{"} env = "ПЕРЕМЕННАЯ" {"}"}
setting-secret-one-place = укажите ровно одно место секрета: file, credential или env
setting-shop-address = укажите что-то одно: database (адрес базы) или settings_inc (путь к config/settings.inc.php магазина)
setting-account-repeated = имя «{ $name }» носят два кабинета; имена должны различаться
setting-user-agent = латинские буквы, цифры и знаки, например my-shop/1.0
setting-boolean = допустимо одно из: true, false
setting-unused = внимание: эта версия syncd таким ключом ещё не пользуется; его можно убрать или оставить на будущее
