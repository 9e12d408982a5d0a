import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {toFileName, toMediaType} from './file-name.js';

describe('The name of a file', () => {
  it.each([
    ['notes.txt', 'notes.txt'],
    ['Übersicht (2) – Entwurf.pdf', 'Übersicht (2) – Entwurf.pdf'],
    ['رسالة.docx', 'رسالة.docx'],
    ['👩‍🚀.png', '👩‍🚀.png'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\system32.dll', 'C__Windows_system32.dll'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['line\nbreak\u0000.txt', 'linebreak.txt'],
    ['<img src=x onerror=alert(1)>.svg', '_img src=x onerror=alert(1)_.svg'],
    ['.htaccess', 'htaccess'],
    ['name. . ', 'name'],
    ['con', '_con'],
    ['LPT1.txt', '_LPT1.txt'],
    ['', 'file'],
    ['...', 'file'],
    [`${'a'.repeat(300)}.tar.gz`, `${'a'.repeat(108)}.gz`],
  ])('%j becomes %j', (name, expected) => expect(toFileName(name)).toBe(expected));

  it('is safe and short, whatever it is, and stays as it is then', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 400}), name => {
        const safe = toFileName(name);
        expect(safe.length).toBeGreaterThan(0);
        expect(safe.length).toBeLessThanOrEqual(121);
        expect(safe).not.toMatch(/[\p{Cc}\p{Cs}/\\:]|^\.|[. ]$/u);
      }),
    );
  });
});

describe('The type of a file', () => {
  it.each([
    ['image/PNG', 'image/png'],
    ['text/html; charset=utf-8', 'text/html'],
    ['application/vnd.ms-excel+xml', 'application/vnd.ms-excel+xml'],
    ['<b>', ''],
    ['text', ''],
    ['', ''],
  ])('%j becomes %j', (type, expected) => expect(toMediaType(type)).toBe(expected));
});
