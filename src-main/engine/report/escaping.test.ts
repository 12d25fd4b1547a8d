import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText, oneLine } from './csv.ts';
import { escapeXml } from './xml.ts';

test('what has a meaning in XML is written as a reference, and what XML cannot hold is replaced', () => {
  expect(escapeXml(`<a href="x">&'\n\u0000\uD800é🎻`)).toBe(
    '&#60;a href=&#34;x&#34;&#62;&#38;&#39;&#10;��é🎻',
  );
});

test('no text can leave the attribute or the element it stands in', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
      expect(escapeXml(String.fromCharCode(...units))).not.toMatch(/[<>"'\n\r\t]|&(?!#\d+;)/);
    }),
  );
});

test('cells with commas, quotes and line breaks stand in quotes', () => {
  expect(csvText([['a', 'b,c', 'd"e', 'f\ng', null, -0.5]])).toBe('a,"b,c","d""e","f\ng",,-0.5\n');
});

test('a cell never becomes a formula of a spreadsheet', () => {
  expect(csvText([['=HYPERLINK("x")', '@a', '-1+2', '+0.3']])).toBe(`"'=HYPERLINK(""x"")",'@a,'-1+2,'+0.3\n`);
});

test('a name is one line', () => {
  expect(oneLine(' a\tb\r\nc\u2028d\u0007 ')).toBe('a b c d');
});
