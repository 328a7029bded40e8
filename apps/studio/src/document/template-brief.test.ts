import type { StudioClient } from '@maobi/contract';
import { testTemplate } from '@maobi/testkit';
import { expect, it } from 'vitest';
import { templateNamed } from './template-brief.ts';

const problem = { fileName: 'email.md', line: 3, message: 'A key stands there twice.', hint: 'Take one away.' };

function studioWith(problems: (typeof problem)[]): StudioClient {
  return { call: async () => ({ templates: [testTemplate({ id: 'email' })], problems }) } as unknown as StudioClient;
}

it('C82 refuses an own template that is broken, and does not take the bundled one of that name for it', async () => {
  await expect(templateNamed(studioWith([problem]), 'email')).rejects.toMatchObject({ message: 'email.md:3: A key stands there twice.' });
  await expect(templateNamed(studioWith([{ ...problem, fileName: 'other.md' }]), 'email')).resolves.toMatchObject({ id: 'email' });
});
