import { runEngineSide } from '../../src-main/web/engine-side.ts';
import { fakeRouter } from './fake-router.ts';

/** The fake engine as a child process of the web host. `{ stillborn: true }` makes it die at its start. */
runEngineSide(async (options, grants) => {
  if (typeof options === 'object' && options !== null && 'stillborn' in options) process.exit(1);
  const router = fakeRouter({
    die: () => process.kill(process.pid, 'SIGKILL'),
    resolve: (token) => grants.resolve(token, 'read'),
  });
  return { router, [Symbol.asyncDispose]: async () => {} };
});
