import { describe, expect, test } from 'vitest';
import { announcedIn } from './announcement.ts';

const announced = (text: string, fields: readonly (readonly [string, string])[] = []) =>
  announcedIn({
    bot: 'deployer',
    team: 'T1',
    channel: 'C1',
    ts: '1772333040.000200',
    sentAt: null,
    changedAt: null,
    texts: text.split('\n\n'),
    fields,
  });

const short = (text: string, fields?: readonly (readonly [string, string])[]): string => {
  const it = announced(text, fields);
  if (it.is === 'not') return 'nothing';
  const { what, phase, service, version, previousVersion, environment, person } = it.statement;
  return [
    what,
    phase,
    service,
    version,
    previousVersion && `was ${previousVersion}`,
    environment,
    person && `by ${person}`,
  ]
    .filter(Boolean)
    .join(' · ');
};

describe('what a bot announces', () => {
  test.each([
    ['deployed pricing v812 to prod', 'deploy · finished · pricing · v812 · prod'],
    ['Deployed *pricing* `1.4.0` to `production`', 'deploy · finished · pricing · 1.4.0 · production'],
    ['joey deployed pricing v812 to prod', 'deploy · finished · pricing · v812 · prod · by joey'],
    [
      'joey deployed version `812` of *pricing* to production',
      'deploy · finished · pricing · 812 · production · by joey',
    ],
    [
      'pricing v812 deployed to production by joey',
      'deploy · finished · pricing · v812 · production · by joey',
    ],
    [
      'pricing v812 has been successfully deployed to eu-production',
      'deploy · finished · pricing · v812 · eu-production',
    ],
    [
      'Successfully deployed acme/pricing@f95f852 to staging',
      'deploy · finished · pricing · f95f852 · staging',
    ],
    ['Deploy of pricing v812 to production succeeded', 'deploy · finished · pricing · v812 · production'],
    ['pricing deploy failed on production', 'deploy · failed · pricing · production'],
    ['[prod] pricing: deployment failed', 'deploy · failed · pricing · prod'],
    ['Deployment started: pricing v812 to production', 'deploy · started · pricing · v812 · production'],
    ['Started deploying pricing v812 to production', 'deploy · started · pricing · v812 · production'],
    ['pricing v812 is being deployed to staging', 'deploy · started · pricing · v812 · staging'],
    ['Release pricing@1.4.0 deployed to production', 'deploy · finished · pricing · 1.4.0 · production'],
    ['Released checkout 2026.03.1', 'deploy · finished · checkout · 2026.03.1'],
    ['Promoted pricing v812 to production', 'deploy · finished · pricing · v812 · production'],
    [
      'rolled back pricing from v812 to v811 in production',
      'rollback · finished · pricing · v811 · was v812 · production',
    ],
    ['Rollback of pricing to v811', 'rollback · finished · pricing · v811'],
    ['Rolling back pricing to v811 in prod', 'rollback · started · pricing · v811 · prod'],
    ['pricing was rolled back to v811', 'rollback · finished · pricing · v811'],
    ['rollback of pricing to v811 failed', 'rollback · failed · pricing · v811'],
    ['Could not deploy pricing v813 to production', 'deploy · failed · pricing · v813 · production'],
    [
      'ana enabled feature flag new-checkout in production',
      'flag-on · finished · new-checkout · production · by ana',
    ],
    [
      'Ariel turned on the flag New checkout in Production',
      'flag-on · finished · New checkout · Production · by Ariel',
    ],
    ['Flag new-checkout was turned off in production', 'flag-off · finished · new-checkout · production'],
  ])('%s: %s', (text, expected) => {
    expect(short(text)).toBe(expected);
  });

  test.each([
    [
      [
        ['Service', 'pricing'],
        ['Environment', 'production'],
        ['Version', '`v812`'],
        ['Status', ':white_check_mark: Success'],
      ],
      'Deployment',
      'deploy · finished · pricing · v812 · production',
    ],
    [
      [
        ['Application', 'acme/pricing'],
        ['Status', 'Failed'],
        ['Deployed by', 'joey'],
      ],
      'Deploy to production finished',
      'deploy · failed · pricing · production · by joey',
    ],
    [
      [],
      '*812*: Deployfish deploy *SUCCESS*\n*Service*: pricing\n*Environment*: prod',
      'deploy · finished · pricing · prod',
    ],
  ] as const)('is completed from its fields: %j', (fields, text, expected) => {
    expect(short(text, fields)).toBe(expected);
  });
});

describe('what is no change', () => {
  test.each([
    'Deploy pricing v812 to production?',
    'Should we deploy pricing v812 to prod',
    'Please approve the deployment of pricing v812 to production',
    'Waiting for approval: deploy of pricing v812 to production started by joey',
    'pricing v812 will be deployed to production tomorrow',
    'Scheduled release of pricing 1.4.0 started planning',
    'pricing v812 was not deployed to production',
    "Deployed pods didn't become ready",
    '> Deployed pricing v812 to production',
    '• Deployed pricing v812\n• Deployed cart v7',
    '12 services were deployed this week',
    'Pull request opened by joey\n#812 Deployed pricing v812 to production',
    '[acme/pricing] New comment on pull request #12: deployed pricing to staging',
    '[FIRING:1] DeploymentReplicasMismatch pricing production',
    'Alert: error rate of pricing rose after deployed v812',
    'Incident 12: pricing rollback started',
    'Tests passed for pricing release 1.4.0',
    'Build of pricing #812 succeeded',
    'pricing-build - #812 Success after 1 min 2 sec (Open)',
    'Application pricing has degraded.',
    'Code freeze: deploys to production stopped until Monday',
    'Deployment window is open',
    'Deployed to production',
    'Deploy docs updated',
    'We released the kraken',
    'Deployed main to production',
    'Deployed 3 commits to production',
    'Starting deployment to production',
    'Automatic deployment to production succeeded',
    'Your deployment to production failed',
    'Release v1.4.0 published by joey',
    'Bump pricing from 1.2.0 to 1.3.0',
    'Good morning! Release notes for last week are done',
    'The release party started in the kitchen',
    '```\nDeployed pricing v812 to production\n```',
    '',
  ])('%s', (text) => {
    expect(short(text)).toBe('nothing');
  });

  test('the reason is told where a message speaks of a deploy', () => {
    expect(announced('Deploy pricing v812 to production?')).toEqual({
      is: 'not',
      why: 'It announces nothing that changed: a question.',
    });
  });
});
