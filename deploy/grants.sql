-- The account by which syncd reads the shop: it may read the tables named here and do nothing else; customers,
-- addresses, orders and employees stay closed to it. Put the shop's own values for the name of the database
-- (prestashop), the prefix of its tables (ps_), the host that syncd connects from, and the password:
--   sed 's/ps_/PREFIX/; s/prestashop/SHOPDB/; s/CHANGE-ME/PASSWORD/' grants.sql | mysql
CREATE USER 'syncd'@'localhost' IDENTIFIED BY 'CHANGE-ME';
GRANT SELECT ON `prestashop`.`ps_attribute` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_attribute_group` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_attribute_group_lang` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_attribute_lang` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_category` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_category_group` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_category_lang` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_category_product` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_category_shop` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_configuration` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_country` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_currency` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_currency_shop` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_feature` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_feature_lang` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_feature_product` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_feature_shop` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_feature_value` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_feature_value_lang` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_group` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_image` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_image_shop` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_lang` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_lang_shop` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_manufacturer` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_pack` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_product` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_product_attribute` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_product_attribute_combination` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_product_attribute_image` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_product_attribute_shop` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_product_group_reduction_cache` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_product_lang` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_product_shop` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_shop` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_shop_group` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_shop_url` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_specific_price` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_specific_price_priority` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_stock_available` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_tax` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_tax_rule` TO 'syncd'@'localhost';
GRANT SELECT ON `prestashop`.`ps_tax_rules_group` TO 'syncd'@'localhost';
