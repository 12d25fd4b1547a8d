import { describe } from 'vitest';
import { Grants } from '../../src-main/engine/grants.ts';
import { callDirectly } from '../../src-main/engine/serve.ts';
import { fakeRouter } from './fake-router.ts';
import { testTransport } from './table.ts';

describe('called directly', () => {
  testTransport(async () => {
    const grants = new Grants();
    const router = fakeRouter({ die: () => {}, resolve: (token) => grants.resolve(token, 'read') });
    return { client: callDirectly(router, () => {}), [Symbol.asyncDispose]: async () => {} };
  });
});
