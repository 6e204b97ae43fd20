/** Which attachments are marked: what runs, sets up or leads elsewhere, by itself or in an archive. */
import { describe, expect, test } from 'vitest';
import { isDangerous } from '../../../../electron/device/mailbox/reading/dangerous.ts';
import { zipNames } from '../../../../electron/device/mailbox/reading/zip-names.ts';

const NOTHING = new Uint8Array();

/** A ZIP archive with empty files of these names. */
function zip(names: readonly string[], comment = ''): Buffer {
  const entries = names.map((name) => {
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt16LE(Buffer.byteLength(name), 28);
    return Buffer.concat([head, Buffer.from(name)]);
  });
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([directory, end, Buffer.from(comment)]);
}

test.each(
  'rdp appinstaller wsb msu wim esd xbap cdxml mobileconfig exe lnk iso ps1 js jar docm html 7z rar tar.gz tgz cab'.split(
    ' ',
  ),
)('a file .%s is marked, in capitals and with dots behind it, too', (extension) => {
  for (const name of [
    `invoice.${extension}`,
    `invoice.${extension.toUpperCase()}`,
    `invoice.${extension}. .`,
  ])
    expect(isDangerous(name, 'application/octet-stream', NOTHING), name).toBe(true);
});

test.each(['pdf', 'docx', 'xlsx', 'txt', 'png', 'csv', 'ics', 'eml'])('a file .%s is not', (extension) => {
  expect(isDangerous(`invoice.${extension}`, 'application/octet-stream', NOTHING)).toBe(false);
});

describe('an archive', () => {
  test.each([
    [['report.pdf', 'folder/', 'folder/table.xlsx', 'page.html'], false],
    [[], false],
    [['report.pdf', 'folder/invoice.pdf.exe'], true],
    [['Setup.MSI'], true],
    [['a.rdp'], true],
    [['invoice.exe. '], true],
    [['inner.zip'], true],
    [['inner.7z'], true],
  ])('with %j: %s', (names, marked) => {
    expect(isDangerous('a.zip', 'application/octet-stream', zip(names))).toBe(marked);
    expect(isDangerous('a', 'application/x-zip-compressed', zip(names, 'a comment'))).toBe(marked);
  });

  test('that cannot be looked into whole is marked', () => {
    const whole = zip(['a.txt', 'b.txt']);
    for (let length = 0; length < whole.length; length += 1)
      expect(isDangerous('a.zip', '', whole.subarray(0, length)), String(length)).toBe(true);
    const fewer = Buffer.from(whole);
    fewer.writeUInt16LE(1, whole.length - 12);
    expect(zipNames(fewer)).toBeNull();
    const elsewhere = Buffer.from(whole);
    elsewhere.writeUInt32LE(0xffffffff, whole.length - 6);
    expect(zipNames(elsewhere)).toBeNull();
  });
});
