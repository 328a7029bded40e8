/** Statements as models write them, each right in the dialect that stands before it. */
export const rightSql: readonly (readonly [dialect: string, code: string])[] = [
  ['any', 'SELECT name, age FROM users WHERE age > 18 ORDER BY age DESC LIMIT 10;'],
  ['any', 'SELECT DISTINCT u.name FROM users AS u INNER JOIN orders o ON o.user_id = u.id LEFT JOIN items i USING (order_id)'],
  [
    'any',
    'SELECT c.name, COUNT(*) AS total, AVG(o.amount) FROM customers c, orders o WHERE c.id = o.customer_id GROUP BY c.name HAVING COUNT(*) > 3;',
  ],
  ['any', "INSERT INTO users (name, email) VALUES ('Anna', 'a@example.com'), ('O''Hara', NULL);"],
  ['any', "UPDATE books SET price = price * 0.9, changed = CURRENT_TIMESTAMP WHERE genre IN ('科幻', '历史') AND price BETWEEN 10 AND 50;"],
  ['any', 'DELETE FROM sessions WHERE expires_at < CURRENT_DATE;'],
  [
    'any',
    "WITH recent AS (SELECT * FROM orders WHERE placed > '2024-01-01'), big AS (SELECT * FROM recent WHERE total > 100) SELECT * FROM big;",
  ],
  [
    'any',
    'WITH RECURSIVE tree(id, parent, depth) AS (\n  SELECT id, parent, 0 FROM nodes WHERE parent IS NULL\n  UNION ALL\n  SELECT n.id, n.parent, t.depth + 1 FROM nodes n JOIN tree t ON n.parent = t.id\n)\nSELECT * FROM tree ORDER BY depth;',
  ],
  [
    'any',
    'SELECT name, salary, RANK() OVER (PARTITION BY department ORDER BY salary DESC) AS place,\n  SUM(salary) OVER w AS running\nFROM staff\nWINDOW w AS (ORDER BY hired ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);',
  ],
  ['any', "SELECT CASE WHEN score >= 90 THEN '优' WHEN score >= 60 THEN '及格' ELSE '不及格' END AS grade FROM exam;"],
  ['any', 'SELECT * FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.a_id = a.id) AND a.x NOT IN (SELECT x FROM c);'],
  ['any', 'SELECT id FROM a UNION SELECT id FROM b EXCEPT SELECT id FROM c;'],
  ['any', 'CREATE VIEW adults AS SELECT * FROM users WHERE age >= 18;\nDROP VIEW IF EXISTS adults;'],
  ['any', '-- 查询\nSELECT /* all */ * FROM t; -- end'],
  [
    'any',
    'BEGIN;\nUPDATE accounts SET balance = balance - 100 WHERE id = 1;\nUPDATE accounts SET balance = balance + 100 WHERE id = 2;\nCOMMIT;',
  ],
  ['any', "SELECT COALESCE(nick, name, '?') AS shown, CAST(age AS INTEGER), EXTRACT(YEAR FROM born) FROM users;"],
  [
    'sqlite',
    "CREATE TABLE IF NOT EXISTS books (\n  id INTEGER PRIMARY KEY AUTOINCREMENT,\n  title TEXT NOT NULL UNIQUE,\n  author_id INTEGER REFERENCES authors(id) ON DELETE CASCADE,\n  price REAL DEFAULT 0.0 CHECK (price >= 0),\n  added TEXT DEFAULT (datetime('now'))\n);",
  ],
  [
    'sqlite',
    'INSERT OR REPLACE INTO settings(key, value) VALUES (?, ?);\nINSERT INTO counts(word) VALUES (:word) ON CONFLICT(word) DO UPDATE SET n = n + 1;',
  ],
  [
    'sqlite',
    "PRAGMA foreign_keys = ON;\nCREATE VIRTUAL TABLE notes USING fts5(title, body);\nSELECT * FROM notes WHERE notes MATCH 'tea';",
  ],
  ['sqlite', 'CREATE TRIGGER log_change AFTER UPDATE ON users BEGIN\n  INSERT INTO log VALUES (old.id, new.name);\nEND;'],
  ['sqlite', "EXPLAIN QUERY PLAN SELECT * FROM t INDEXED BY i WHERE x GLOB 'a*';"],
  [
    'postgresql',
    "CREATE TABLE orders (\n  id BIGSERIAL PRIMARY KEY,\n  customer_id UUID NOT NULL DEFAULT gen_random_uuid(),\n  data JSONB DEFAULT '{}'::jsonb,\n  tags TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],\n  total NUMERIC(10, 2) CHECK (total >= 0),\n  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),\n  CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id) ON UPDATE CASCADE\n);",
  ],
  ['postgresql', 'INSERT INTO users (email, name) VALUES ($1, $2) ON CONFLICT (email) DO UPDATE SET name = EXCLUDED.name RETURNING id;'],
  [
    'postgresql',
    "SELECT data->>'name' AS name, data #> '{a,b}' FROM events WHERE data @> '{\"x\": 1}' AND created > now() - INTERVAL '7 days';",
  ],
  ['postgresql', 'SELECT DISTINCT ON (user_id) * FROM logins ORDER BY user_id, at DESC NULLS LAST LIMIT 5 OFFSET 10;'],
  ['postgresql', "SELECT d::date FROM generate_series('2024-01-01'::date, '2024-12-31', '1 day') AS d;"],
  ['postgresql', 'SELECT u.id, l.* FROM users u CROSS JOIN LATERAL (SELECT * FROM logins l WHERE l.user_id = u.id LIMIT 3) l;'],
  [
    'postgresql',
    "CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_body ON posts USING gin (to_tsvector('english', body)) WHERE deleted_at IS NULL;",
  ],
  ['postgresql', "SELECT name, COUNT(*) FILTER (WHERE active) AS n, string_agg(tag, ', ' ORDER BY tag) FROM t GROUP BY ROLLUP (name);"],
  [
    'postgresql',
    "CREATE TYPE mood AS ENUM ('sad', 'ok');\nALTER TABLE person ADD COLUMN IF NOT EXISTS m mood NOT NULL DEFAULT 'ok', ALTER COLUMN age TYPE bigint USING age::bigint;",
  ],
  [
    'postgresql',
    'CREATE OR REPLACE FUNCTION touch() RETURNS trigger AS $$\nBEGIN\n  NEW.changed = now();\n  RETURN NEW;\nEND;\n$$ LANGUAGE plpgsql;',
  ],
  ['postgresql', "UPDATE a SET x = b.x FROM b WHERE a.id = b.id;\nDELETE FROM a USING b WHERE a.id = b.id AND b.name ILIKE '%x%';"],
  [
    'postgresql',
    'GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO reader;\nCREATE EXTENSION IF NOT EXISTS "uuid-ossp";\nVACUUM ANALYZE orders;',
  ],
  [
    'postgresql',
    "CREATE MATERIALIZED VIEW sales AS SELECT date_trunc('month', at) AS m, sum(x) FROM s GROUP BY 1;\nREFRESH MATERIALIZED VIEW sales;",
  ],
  [
    'mysql',
    "CREATE TABLE `users` (\n  `id` INT UNSIGNED NOT NULL AUTO_INCREMENT COMMENT '主键',\n  `name` VARCHAR(50) CHARACTER SET utf8mb4 NOT NULL DEFAULT '',\n  `state` ENUM('on','off') DEFAULT 'on',\n  `created` DATETIME DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,\n  PRIMARY KEY (`id`),\n  UNIQUE KEY `uk_name` (`name`),\n  KEY `idx_state` (`state`)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='用户表';",
  ],
  ['mysql', 'INSERT INTO t (a, b) VALUES (1, 2) ON DUPLICATE KEY UPDATE b = VALUES(b);\nINSERT IGNORE INTO t SET a = 1;'],
  [
    'mysql',
    "SELECT GROUP_CONCAT(name ORDER BY name SEPARATOR '; '), IFNULL(a, 0), DATE_FORMAT(d, '%Y-%m') FROM t WHERE d > DATE_SUB(NOW(), INTERVAL 7 DAY) LIMIT 5, 10;",
  ],
  [
    'mysql',
    'ALTER TABLE users ADD COLUMN phone VARCHAR(20) AFTER name, DROP COLUMN old, MODIFY age TINYINT NOT NULL, ADD INDEX idx_phone (phone);',
  ],
  [
    'mysql',
    'UPDATE orders o JOIN customers c ON o.customer_id = c.id SET o.name = c.name WHERE c.active = 1;\nDELETE o FROM orders o LEFT JOIN customers c ON o.c = c.id WHERE c.id IS NULL;',
  ],
  ['mysql', 'SHOW TABLES;\nDESCRIBE users;\nUSE shop;\nSHOW CREATE TABLE users;'],
  [
    'mysql',
    "CREATE DATABASE IF NOT EXISTS shop DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;\nCREATE USER 'app'@'%' IDENTIFIED BY 'secret';\nGRANT ALL PRIVILEGES ON shop.* TO 'app'@'%';\nFLUSH PRIVILEGES;",
  ],
  [
    'mysql',
    'DELIMITER //\nCREATE PROCEDURE add_user(IN p_name VARCHAR(50))\nBEGIN\n  INSERT INTO users(name) VALUES (p_name);\nEND //\nDELIMITER ;',
  ],
  ['mysql', 'EXPLAIN SELECT * FROM t FORCE INDEX (i) WHERE JSON_EXTRACT(doc, "$.a") = 1 FOR UPDATE;\nTRUNCATE TABLE t;'],
  ['transact', "SELECT TOP 10 [Name], GETDATE() FROM [dbo].[Users] WITH (NOLOCK) WHERE Name LIKE N'%李%';\nGO"],
  ['transact', "DECLARE @n INT = 5;\nIF EXISTS (SELECT 1 FROM t WHERE id = @n)\nBEGIN\n  PRINT 'yes';\nEND"],
  [
    'transact',
    'MERGE INTO target AS t USING source AS s ON t.id = s.id WHEN MATCHED THEN UPDATE SET t.x = s.x WHEN NOT MATCHED THEN INSERT (id, x) VALUES (s.id, s.x);',
  ],
  [
    'oracle',
    "SELECT * FROM (SELECT e.*, ROWNUM rn FROM emp e WHERE hired > TO_DATE('2024-01-01', 'YYYY-MM-DD')) WHERE rn <= 10;\nSELECT level FROM dual CONNECT BY level <= 5;",
  ],
  ['oracle', 'CREATE TABLE emp (id NUMBER(10) GENERATED ALWAYS AS IDENTITY, name VARCHAR2(50 CHAR), hired DATE DEFAULT SYSDATE);'],
  ['oracle', 'BEGIN\n  FOR r IN (SELECT * FROM emp) LOOP\n    DBMS_OUTPUT.PUT_LINE(r.name);\n  END LOOP;\nEND;\n/'],
  [
    'hive',
    "CREATE EXTERNAL TABLE logs (ip STRING, at TIMESTAMP) PARTITIONED BY (day STRING) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' STORED AS PARQUET;",
  ],
  [
    'bigquery',
    'SELECT * EXCEPT (secret), ARRAY_AGG(STRUCT(a, b)) FROM `project.data.table` WHERE DATE(at) = "2024-01-01" QUALIFY ROW_NUMBER() OVER (PARTITION BY a) = 1',
  ],
  ['snippet', 'SELECT * FROM <表名> WHERE id = {{ id }} AND name = %s AND x = ${x} AND y = #{y};'],
  ['any', 'SELECT column1, column2, ...\nFROM table_name\nWHERE condition;'],
];

/** Wrong in every dialect, with the line of the mistake. */
export const wrongSql: readonly (readonly [code: string, line: number])[] = [
  ['SELECT name age city,\nFROM users;', 2],
  ['SELECT name,\nFROM users;', 2],
  ['SELECT * FROM users\nWHERE age > ;', 2],
  ['SELECT * FROM users\nWHERE (age > 3;', 2],
  ["SELECT * FROM users\nWHERE name = 'Anna;", 2],
  ["INSERT INTO users (name, email)\nVALUES ('a', 'b';", 2],
  ["INSERT INTO users\nVALUE ('a' 'b' 'c',,);", 2],
  ['UPDATE users\nSET name = , age = 3;', 2],
  ['DELETE users\nWHERE WHERE id = 1;', 2],
  ['CREATE TABLE t (\n  id INTEGER PRIMARY KEY,\n  name TEXT,\n);', 4],
  ['SELECT a FROM t\nGROUP a;', 2],
  ['SELECT a FROM t\nORDER a DESC;', 2],
  ['SELECT CASE WHEN a THEN 1\nFROM t;', 1],
  ['SELECT a FROM t;\nSELECT b FROM;\nSELECT c FROM t;', 2],
  ['SELECT COUNT(* FROM t;', 1],
  ['SELECT * FROM a JOIN b ON\nWHERE a.x = 1;', 2],
  ['SELECT * FROM t LIMIT;\n', 1],
  ['ALTER TABLE t ADD COLUMN;\n', 1],
];
