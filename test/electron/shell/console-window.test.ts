/** The console opens at the service's own address and nowhere else. */
import { expect, test } from 'vitest';
import { consoleAddress } from '../../../electron/shell/console-window.ts';

test.each([
  ['https://control.example', 'https://control.example/'],
  ['http://127.0.0.1:8025/x?y#z', 'http://127.0.0.1:8025/'],
  ['file:///etc/passwd', null],
  ['javascript:alert(1)', null],
  ['nonsense', null],
  [null, null],
])('%s: %s', (serviceUrl, address) => {
  expect(consoleAddress(serviceUrl)).toBe(address);
});
