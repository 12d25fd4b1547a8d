import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifestSchema } from './manifest.ts';
import { selfTestSchema } from './self-test.ts';

const text = readFileSync(join(import.meta.dirname, '../../../docs/models.md'), 'utf8');
const examples = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map((block) =>
  JSON.parse(block[1]!.replaceAll('<SHA-256>', 'a'.repeat(64))),
);

describe('the examples of docs/models.md', () => {
  it('are a manifest and a self-test', () => {
    expect(examples).toHaveLength(2);
    expect(manifestSchema.safeParse(examples[0]).error).toBeUndefined();
    expect(selfTestSchema.safeParse(examples[1]).error).toBeUndefined();
  });
});
