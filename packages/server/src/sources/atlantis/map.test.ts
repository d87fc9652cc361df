import { expect, test } from 'vitest';
import { fixtureOf, readAs } from '../testing/sender.ts';
import { atlantis } from './index.ts';
import { sender } from './testing/sender.ts';

const fixture = (name: string) => fixtureOf<Record<string, object>>(sender, name).body;
const first = (more: object = {}) => readAs(atlantis, 'apply', { ...fixture('apply'), ...more }).observed[0];

test('an apply that fails and is tried again at the same commit is one change', () => {
  expect(first({ Success: false })?.change).toBe(first()?.change);
});

test('another commit, workspace, directory, project or host is another change', () => {
  const others = [
    { Pull: { ...fixture('apply')['Pull'], HeadCommit: 'f'.repeat(40) } },
    { Workspace: 'staging' },
    { Directory: 'dns' },
    { ProjectName: 'dns' },
    { Repo: { ...fixture('apply')['Repo'], VCSHost: { Hostname: 'git.example.com', Type: 0 } } },
  ].map((more) => first(more)?.change);
  expect(new Set([first()?.change, ...others]).size).toBe(6);
});
