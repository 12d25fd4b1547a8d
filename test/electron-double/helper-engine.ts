import { runUtilitySide } from '../../src-main/electron/engine-side.ts';
import { launchHelper } from '../../src-main/engine/jobs/helper-process.ts';
import { fakeRouter } from '../contract/fake-router.ts';

/** An engine that opens a grant by asking a helper: the path is the program, an optional word after `#` what to say. */
runUtilitySide(async (_options, grants) => {
  const router = fakeRouter({
    die: () => process.exit(1),
    resolve: (token) => {
      const [program = '', word = ''] = grants.resolve(token, 'read').split('#');
      const helper = launchHelper<{ heard: string }>(program);
      const report = (text: string): void => process.parentPort.postMessage({ kind: 'report', text });
      helper.on('message', ({ heard }) => {
        report(`heard ${heard}`);
        helper.kill();
      });
      helper.on('exit', () => report(`ended, ${helper.running ? 'running' : 'not running'}`));
      helper.send({ say: word }, (cause) => report(cause === null ? 'sent' : 'not sent'));
      if (word === 'hang') setTimeout(() => helper.kill(), 50);
      return program;
    },
  });
  return { router, [Symbol.asyncDispose]: async () => {} };
}, process.parentPort);
