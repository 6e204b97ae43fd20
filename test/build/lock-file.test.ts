// The lock file's check, and the one that decides whether npm has to install anything.
import { describe, expect, test } from 'vitest';
import { lockFaults } from '../../build/checks/lock-file.mjs';
import { firstDifference } from '../../build/setup/npm-dependencies.mjs';

const locked = { version: '1.0.0', integrity: 'sha512-a' };

describe('a lock file that installs everywhere', () => {
  test('has no faults when every optional dependency is in it', () => {
    const packages = {
      '': {},
      'node_modules/tool': { ...locked, optionalDependencies: { 'tool-linux': '1', 'tool-darwin': '1' } },
      'node_modules/tool-linux': locked,
      'node_modules/tool/node_modules/tool-darwin': locked,
    };
    expect(lockFaults(packages)).toEqual([]);
  });

  test('is refused when one platform is missing', () => {
    const packages = { 'node_modules/tool': { ...locked, optionalDependencies: { 'tool-darwin': '1' } } };
    expect(lockFaults(packages)).toEqual([
      'node_modules/tool: its optional dependency tool-darwin is missing',
    ]);
  });

  test('is refused when a package has no hash, or comes from elsewhere', () => {
    expect(lockFaults({ 'node_modules/tool': { version: '1.0.0' } })).toHaveLength(1);
    expect(
      lockFaults({ 'node_modules/tool': { ...locked, resolved: 'https://mirror.example/tool.tgz' } }),
    ).toHaveLength(1);
    expect(
      lockFaults({ 'node_modules/tool': { ...locked, resolved: 'https://registry.npmjs.org/tool.tgz' } }),
    ).toEqual([]);
  });
});

describe('whether npm has to install', () => {
  const wanted = { '': {}, 'node_modules/a': locked, 'node_modules/b': { ...locked, optional: true } };

  test('not when everything is there, whatever the root says', () => {
    expect(firstDifference(wanted, { 'node_modules/a': locked, 'node_modules/b': locked })).toBeUndefined();
  });

  test('not when only another platform is missing', () => {
    expect(firstDifference(wanted, { 'node_modules/a': locked })).toBeUndefined();
  });

  test('when a package is missing, of another version or of another content', () => {
    expect(firstDifference(wanted, {})).toBe('node_modules/a');
    expect(firstDifference(wanted, { 'node_modules/a': { ...locked, version: '1.0.1' } })).toBe(
      'node_modules/a',
    );
    expect(firstDifference(wanted, { 'node_modules/a': { ...locked, integrity: 'sha512-b' } })).toBe(
      'node_modules/a',
    );
  });
});
