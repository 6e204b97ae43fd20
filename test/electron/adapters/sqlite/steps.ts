/** Made-up migrations, as long as there is only one real schema. */
export const STEPS = [
  "CREATE TABLE a (x BLOB); INSERT INTO a VALUES (x'01')",
  'ALTER TABLE a ADD COLUMN y BLOB; UPDATE a SET y = x',
  'CREATE TABLE b AS SELECT x, y FROM a; DROP TABLE a',
];
