/** Statements kept ready: run again, they see what changed since, and there are never too many of them. */
import Database from 'libsql';
import { describe, expect, onTestFinished, test } from 'vitest';
import { keepStatements } from '../../../service/storage/kept-statements.ts';

function open(): { readonly prepared: string[]; readonly database: ReturnType<typeof keepStatements> } {
  const real = new Database(':memory:');
  real.exec("create table people (id integer primary key, name text); insert into people values (1, 'Ann')");
  const prepared: string[] = [];
  const database = keepStatements({
    prepare(sql) {
      prepared.push(sql);
      return real.prepare(sql);
    },
    close: () => real.close(),
  });
  onTestFinished(() => database.close());
  return { prepared, database };
}

const run = (database: ReturnType<typeof keepStatements>, sql: string, ...values: unknown[]): unknown => {
  const statement = database.prepare(sql);
  return statement.reader ? statement.all(values) : statement.run(values);
};

describe('keepStatements', () => {
  test('the same query is prepared once, and each run has its own values', () => {
    const { prepared, database } = open();
    const sql = 'select name from people where id = ?';
    expect(run(database, sql, 1)).toEqual([{ name: 'Ann' }]);
    run(database, 'insert into people values (?, ?)', 2, 'Ben');
    expect(run(database, sql, 2)).toEqual([{ name: 'Ben' }]);
    expect(run(database, sql, 3)).toEqual([]);
    expect(prepared.filter((one) => one === sql)).toHaveLength(1);
  });

  test('what a migration changed is seen', () => {
    const { database } = open();
    const sql = 'select * from people';
    expect(run(database, sql)).toEqual([{ id: 1, name: 'Ann' }]);
    run(database, "alter table people add column mail text not null default 'none'");
    expect(run(database, sql)).toEqual([{ id: 1, name: 'Ann', mail: 'none' }]);
  });

  test('a run that was refused can be run again', () => {
    const { database } = open();
    const sql = 'insert into people values (?, ?)';
    expect(() => run(database, sql, 1, 'Ben')).toThrow(/UNIQUE/u);
    run(database, sql, 2, 'Ben');
    expect(run(database, 'select count(*) as count from people')).toEqual([{ count: 2 }]);
  });

  test('the least used of more than 500 goes', () => {
    const { prepared, database } = open();
    const often = 'select 0';
    for (let number = 0; number < 600; number += 1) {
      run(database, often);
      run(database, `select ${number} as number`);
    }
    run(database, 'select 0 as number');
    expect(prepared.filter((one) => one === often)).toHaveLength(1);
    expect(prepared.filter((one) => one === 'select 0 as number')).toHaveLength(2);
  });
});
