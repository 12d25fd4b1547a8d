import { runUtilitySide } from '../../src-main/electron/engine-side.ts';
import { fakeRouter } from '../contract/fake-router.ts';

/** The fake engine as a utility process. */
runUtilitySide(async (_options, grants) => {
  const router = fakeRouter({
    die: () => process.exit(1),
    resolve: (token) => grants.resolve(token, 'read'),
  });
  return { router, [Symbol.asyncDispose]: async () => {} };
}, process.parentPort);
