import { expect, test } from 'vitest';
import { answerAddress, askedIn, latelyMessage } from './command.ts';
import { isOfHome, pressedIn } from './pressed.ts';
import { press } from './testing/slack-server.ts';

test('a service, a service in an environment, or how to ask', () => {
  expect(askedIn(' pricing ')).toEqual({ is: 'lately', service: 'pricing', environment: null });
  expect(askedIn('@pricing prod')).toEqual({ is: 'lately', service: 'pricing', environment: 'prod' });
  for (const text of ['', '  ', 'help', 'HELP', 'what changed lately ?'])
    expect(askedIn(text)).toEqual({ is: 'help' });
});

test('an answer goes to Slack and nowhere else', () => {
  const slack = new URL('https://slack.com/api/');
  const at = (url: unknown, api = slack) => answerAddress({ response_url: url }, api)?.href ?? null;
  expect(at('https://hooks.slack.com/commands/T1/2/3')).toBe('https://hooks.slack.com/commands/T1/2/3');
  for (const url of [
    'http://hooks.slack.com/commands/T1',
    'https://hooks.slack.com.evil.example/',
    'https://hooks.slack-gov.com/commands/T1',
    'https://slack.com/commands',
    'http://169.254.169.254/latest',
    'file:///etc/passwd',
    '',
    null,
  ])
    expect(at(url)).toBeNull();
  expect(at('http://127.0.0.1:9/x', new URL('http://127.0.0.1:9/api/'))).toBe('http://127.0.0.1:9/x');
});

test('the last five changes, or that none is known', () => {
  const change = (nth: number) => ({
    id: `chg_${nth}`,
    title: `Deploy ${nth} <!here>`,
    summary: null,
    kind: 'deploy',
    services: ['pricing'],
    environment: 'prod',
    at: Date.parse('2026-03-01T02:00:00Z') - nth,
    completedAt: null,
    actor: 'joey',
  });
  const six = latelyMessage(
    'pricing',
    null,
    [1, 2, 3, 4, 5, 6].map(change),
    new URL('https://nightjar.example'),
  );
  const text = JSON.stringify(six.blocks);
  expect(text).toContain('<https://nightjar.example/changes/chg_1|Deploy 1 &lt;!here&gt;>');
  expect(text).toContain('chg_5');
  expect(text).not.toContain('chg_6');
  expect(latelyMessage('<!channel>', 'prod', [], null).text).toBe(
    'No change of &lt;!channel&gt; in prod is known in the last 30 days. Is it called so?',
  );
});

test('the answer to a command of GovSlack goes to GovSlack', () => {
  const url = 'https://hooks.slack-gov.com/commands/T1/2/3';
  const gov = new URL('https://slack-gov.com/api/');
  expect(answerAddress({ response_url: url }, gov)?.href).toBe(url);
  expect(answerAddress({ response_url: 'https://hooks.slack.com/commands/T1/2/3' }, gov)).toBeNull();
});

test('who is of another company is no member, in whichever workspace they press', () => {
  const by = (user: object, team: object = { id: 'T1' }) => ({ ...press('{}'), user, team });
  const alone = { team: 'T1', enterprise: null };
  const grid = { team: 'T1', enterprise: 'E1' };
  expect(isOfHome(by({ id: 'U1' }), alone)).toBe(true);
  expect(isOfHome(by({ id: 'U1', team_id: 'T1' }), alone)).toBe(true);
  expect(isOfHome(by({ id: 'U1', team_id: 'T9' }), alone)).toBe(false);
  expect(isOfHome(by({ id: 'U1' }, { id: 'T9' }), alone)).toBe(false);
  expect(isOfHome(by({ id: 'U1', team_id: 'E1' }), grid)).toBe(true);
  expect(isOfHome(by({ id: 'U1', team_id: 'T2' }, { id: 'T2', enterprise_id: 'E1' }), grid)).toBe(true);
  expect(isOfHome(by({ id: 'U1', team_id: 'E9' }, { id: 'T9', enterprise_id: 'E9' }), grid)).toBe(false);
});

test('a press says who meant what, and what is no press of ours is none', () => {
  expect(pressedIn(press('{"diagnosis":"dgn_1","change":"chg_1"}'))).toEqual({
    diagnosis: 'dgn_1',
    change: 'chg_1',
    user: 'T1:U1',
    member: 'U1',
    name: 'joey',
    place: 'slack C0PAGES',
    press: 'U1 dgn_1 chg_1 1772333040.000200',
  });
  expect(pressedIn(press('{"diagnosis":"dgn_1"}', 'nightjar.none'))).toMatchObject({ change: null });
  for (const it of [
    null,
    {},
    press('no json'),
    press('{"diagnosis":"dgn_1"}', 'nightjar.this'),
    press('{"diagnosis":"dgn_1","change":"chg_1"}', 'somebody.elses'),
    press(JSON.stringify({ diagnosis: 'x'.repeat(5000), change: 'chg_1' })),
    press('{"diagnosis":7,"change":["chg_1"]}'),
    { ...press('{"diagnosis":"dgn_1"}', 'nightjar.none'), type: 'view_submission' },
  ])
    expect(pressedIn(it)).toBeNull();
});
