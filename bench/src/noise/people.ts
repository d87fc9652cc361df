import { type Company, minute, type Service } from './company.ts';
import { deployment, user, workflowRun } from './github.ts';
import { byPerson, report, type Telling } from './sent.ts';

/** What people do by hand, mixed into it all, much of it twice within minutes: each of these must be seen. */
export const people = (it: Company, to: Telling): void => {
  const { one, chance, below, number, of300, atWork, engineer, sha } = it;
  let acts = 0;
  const act = (what: string): string => {
    acts += 1;
    return `${what} ${acts}`;
  };
  const soon = (): number => 1_000 + below(14 * minute);

  const told = (
    what: string,
    at: number,
    body: { source: string; key: string; title: string; kind: string; services: string[] } & Record<
      string,
      unknown
    >,
  ): void => {
    report(to, at, { environment: 'production', phase: 'finished', ...body });
    byPerson(to, body.source, body.key, what);
  };

  /** One click that deploys to all regions at once. */
  const click = (
    service: Service,
    by: string,
    commit: string,
    at: number,
    environments: readonly string[],
    failed = false,
  ) => {
    const what = act('deploy');
    for (const environment of environments) {
      const request = {
        service: service.name,
        by: user(by),
        id: number(),
        sha: commit,
        environment,
      } as const;
      const key = deployment(to, {
        ...request,
        at: at + below(1_500),
        tookMs: minute + below(6 * minute),
        failed,
      });
      byPerson(to, 'github', key, what);
    }
  };
  const everywhere = ['production-eu', 'production-us', 'production-ap'] as const;
  for (let n = 0; n < of300(160); n++) {
    const [service, by, commit, at] = [one(it.services), engineer(), sha(), atWork()];
    const where = chance() < 0.4 ? everywhere : ['production'];
    if (chance() < 0.4) click(service, by, commit, at - soon(), ['staging']);
    const failed = chance() < 0.12;
    click(service, by, commit, at, where, failed);
    if (failed) click(service, by, commit, at + soon(), where);
    // Back to what ran before, and sometimes forth again.
    if (chance() < 0.35) {
      const before = sha();
      const back = at + soon();
      click(service, by, before, back, where);
      if (chance() < 0.3) click(service, by, commit, back + soon(), where);
    }
  }

  // A script around `nightjar send`, which knows versions but not what sort of being its actor is.
  for (let n = 0; n < of300(80); n++) {
    const [service, by, at] = [one(it.services), engineer(), atWork()];
    const version = 100 + below(900);
    const deploy = (to: number, from: number, when: number, verb: string) =>
      told(act(verb), when, {
        source: 'api',
        key: `${service.name}/${number()}`,
        kind: 'deploy',
        title: `${verb} ${service.name} v${to}`,
        services: [service.name],
        actor: { name: by },
        version: `v${to}`,
        ...(chance() < 0.5 ? { previousVersion: `v${from}` } : {}),
      });
    deploy(version, version - 1, at, 'Deploy');
    if (chance() < 0.3) deploy(version - 1, version, at + soon(), chance() < 0.5 ? 'Deploy' : 'Roll back');
  }

  for (let n = 0; n < of300(250); n++) {
    const [service, by, flag] = [one(it.services), engineer(), `flag-${below(400)}`];
    let at = atWork();
    let version = below(90);
    const flip = (title: string) => {
      version += 1;
      told(act('flip'), at, {
        source: 'launchdarkly',
        key: `${flag}/${number()}`,
        kind: 'flag',
        title,
        services: [service.name],
        actor: { name: by, kind: 'human' },
        version: String(version),
      });
      at += 5_000 + below(6 * minute);
    };
    if (chance() < 0.3) for (const share of [5, 25, 50, 100]) flip(`Serve ${flag} to ${share} %`);
    else flip(`Turn on ${flag}`);
    if (chance() < 0.15) {
      flip(`Turn off ${flag}`);
      flip(`Turn on ${flag}`);
    }
  }

  /** By hand, past every pipeline; often the same again a little later. */
  const again = (count: number, share: number, make: (service: Service, by: string, at: number) => void) => {
    for (let n = 0; n < of300(count); n++) {
      const [service, by, at] = [one(it.services), engineer(), atWork()];
      make(service, by, at);
      if (chance() < share) make(service, by, at + 2 * minute + below(10 * minute));
    }
  };
  const hand =
    (source: string, kind: string, title: string, rest: object = {}) =>
    (service: Service, by: string, at: number) =>
      told(act('by hand'), at, {
        source,
        key: `${kind}-${number()}`,
        kind,
        title: title.replace('%', service.name),
        services: [service.name],
        actor: { name: by, kind: 'human' },
        tags: { team: service.team },
        ...rest,
      });
  again(60, 0.4, hand('aws', 'infrastructure', 'Authorize ingress to % in the console'));
  again(30, 0.4, hand('aws', 'config', 'Change a parameter of % in the console', { environment: null }));
  again(30, 0.5, hand('kubernetes', 'scale', 'Replicas 3 → 12'));
  again(30, 0.2, hand('migrations', 'schema', 'Run a migration of %'));
  again(40, 0.2, hand('api', 'other', 'Rotate the keys of %'));
  again(40, 0.3, hand('api', 'config', 'Change a setting of %', { environment: 'staging' }));
  // The version that runs already: nothing but the person and the moment tells two restarts apart.
  again(50, 0.4, (service, by, at) =>
    hand('kubernetes', 'deploy', 'Restart %', { version: `v${service.name.length}12` })(service, by, at),
  );

  // Jobs started by hand at the head of main, now and then two in a row.
  for (let n = 0; n < of300(60); n++) {
    const [service, by, commit, at] = [one(it.services), engineer(), sha(), atWork()];
    const jobs = chance() < 0.3 ? ['Reindex', 'Backfill'] : [one(['Reindex', 'Backfill', 'Cleanup'])];
    jobs.forEach((name, index) => {
      const run = {
        service: service.name,
        by: user(by),
        name,
        event: 'workflow_dispatch',
        sha: commit,
      } as const;
      const key = workflowRun(to, {
        ...run,
        id: number(),
        title: name,
        at: at + index * 40_000,
        tookMs: 3 * minute + below(20 * minute),
        failed: false,
      });
      byPerson(to, 'github', key, act('job'));
    });
  }
};
