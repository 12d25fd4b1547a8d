import { expect, test } from 'vitest';
import { Grants, makeGrant } from './grants.ts';

test('a token opens the path it was issued for, in its mode', () => {
  const grants = new Grants();
  expect(grants.resolve(grants.issue('/music/a.wav', 'read'), 'read')).toBe('/music/a.wav');
  expect(grants.resolve(grants.issue('/music/out.wav', 'write'), 'write')).toBe('/music/out.wav');
});

test('a file opened for reading cannot be written, and the other way round', () => {
  const grants = new Grants();
  expect(() => grants.resolve(grants.issue('/music/a.wav', 'read'), 'write')).toThrow(
    expect.objectContaining({ code: 'not_granted', message: expect.stringContaining('a.wav') }),
  );
  expect(() => grants.resolve(grants.issue('/music/out.wav', 'write'), 'read')).toThrow(
    expect.objectContaining({ code: 'not_granted' }),
  );
});

test('an unknown token and a path in place of a token are refused', () => {
  const grants = new Grants();
  grants.issue('/music/a.wav', 'read');
  for (const token of ['', '/music/a.wav', 'constructor', makeGrant('/music/a.wav', 'read').token]) {
    expect(() => grants.resolve(token, 'read')).toThrow(expect.objectContaining({ code: 'not_granted' }));
  }
});

test('a grant made by the host is good after it was accepted', () => {
  const grants = new Grants();
  const grant = makeGrant('/music/b.flac', 'read');
  grants.accept(grant);
  expect(grants.resolve(grant.token, 'read')).toBe('/music/b.flac');
  expect(Buffer.from(grant.token, 'base64url')).toHaveLength(32);
});
