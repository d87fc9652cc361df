import { type Company, day, hour, minute, monday, type Service } from './company.ts';
import { bot, merge, user, workflowRun } from './github.ts';
import { byPerson, report, type Telling } from './sent.ts';

const argo = { name: 'argocd', kind: 'automation' } as const;

type Phase = 'started' | 'progressed' | 'finished' | 'failed' | 'reverted';

/** An application of Argo CD is synced: its notifications, some of them told again (argo-cd #25914: `oncePer` and monorepos). */
const sync = (
  { chance, below }: Company,
  to: Telling,
  it: { service: Service; cluster: string; environment: string; sha: string; at: number; sure?: boolean },
): void => {
  const { service, cluster, environment, sha, at, sure = false } = it;
  const application = `${service.name}-${cluster}`;
  const tell = (phase: Phase, when: number) =>
    report(to, when, {
      source: 'argocd',
      key: `${application}/${sha}`,
      kind: 'deploy',
      phase,
      title: `Sync ${application} to ${sha.slice(0, 7)}`,
      services: [service.name],
      environment,
      actor: argo,
      version: sha.slice(0, 7),
      tags: { cluster, team: service.team },
    });
  tell('started', at);
  const progressed = at + 20_000 + below(20_000);
  tell('progressed', progressed);
  const failed = !sure && chance() < 0.015;
  const ended = progressed + 30_000 + below(4 * minute);
  tell(failed ? 'failed' : 'finished', ended);
  // It is tried again by itself, and mostly works.
  if (failed) tell(chance() < 0.8 ? 'finished' : 'failed', ended + 3 * minute + below(5 * minute));
  if (chance() < 0.1) tell('finished', ended + below(20 * minute));
};

/** A merge by a person or a robot, its checks, the stage, and production in waves. */
export const deliveries = (it: Company, to: Telling): void => {
  const { chance, below, one, number, sha, atWork, engineer, rollouts } = it;
  for (let n = 0; n < rollouts; n++) {
    const service = one(it.services);
    const person = chance() < 0.7;
    const by = person ? user(engineer()) : bot(one(['dependabot', 'renovate']));
    const commit = sha();
    const at = atWork();
    const title = person
      ? `${one(['Round', 'Cache', 'Retry', 'Drop', 'Log', 'Speed up'])} ${one(['quotes', 'discounts', 'queries', 'pools', 'clients'])}`
      : `Bump ${one(['axios', 'pg', 'vite', 'react', 'pino'])} from 1.${below(9)}.0 to 1.${below(9) + 9}.0`;
    const act = `merge ${n}`;
    const told = { service: service.name, sha: commit };
    const merged = merge(to, { ...told, by, author: by, number: number(), title, before: sha(), at });
    if (person) byPerson(to, 'github', merged, act);
    for (const name of ['CI', 'Build image']) {
      const started = at + 3_000 + below(15_000);
      const failed = chance() < 0.06;
      const run = {
        ...told,
        by,
        name,
        event: 'push',
        title,
        failed,
        tookMs: 2 * minute + below(9 * minute),
      } as const;
      // The push started it: that was the person's act.
      const id = number();
      workflowRun(to, { ...run, id, at: started });
      // Once more by hand, which is another.
      if (!person || !failed || chance() < 0.5) continue;
      const again = started + run.tookMs + below(15 * minute);
      byPerson(
        to,
        'github',
        workflowRun(to, { ...run, id, attempt: 2, at: again, failed: false }),
        `${act} again`,
      );
    }
    const staged = at + 12 * minute + below(5 * minute);
    sync(it, to, { service, cluster: 'staging-1', environment: 'staging', sha: commit, at: staged });
    const released = staged + 20 * minute + below(2 * hour);
    // A canary, then waves of eight clusters.
    service.clusters.forEach((cluster, index) => {
      const wave = index === 0 ? 0 : 1 + Math.floor((index - 1) / 8);
      const when = released + wave * 8 * minute + below(minute);
      sync(it, to, { service, cluster, environment: 'production', sha: commit, at: when });
    });
  }
};

/** Five times a working day a commit of the monorepo touches what two in three services are made from. */
export const monorepoSyncs = (it: Company, to: Telling): void => {
  for (let n = 0; n < 25; n++) {
    const sha = it.sha();
    const at = it.atWork();
    for (const service of it.services.filter((_, index) => index % 3 !== 0)) {
      const cluster = service.clusters[0] ?? '';
      sync(it, to, {
        service,
        cluster,
        environment: 'production',
        sha,
        at: at + it.below(10 * minute),
        sure: true,
      });
    }
  }
};

/** Autoscalers follow the day up and down, and now and then cannot make up their minds. */
export const autoscalers = (it: Company, to: Telling): void => {
  for (const service of it.services.filter(({ autoscaled }) => autoscaled))
    for (const cluster of service.clusters)
      for (let on = 0; on < 7; on++) {
        const flaps = it.chance() < 0.03;
        const times = flaps ? 30 : 4 + it.below(5);
        const from = monday + on * day + (flaps ? it.below(20) * hour : 0);
        let replicas = 3 + it.below(5);
        for (let n = 0; n < times; n++) {
          const before = replicas;
          replicas = Math.max(2, replicas + (it.chance() < 0.5 ? 1 + it.below(3) : -1 - it.below(3)));
          report(to, from + Math.floor(((n + it.chance()) * (flaps ? 2 * hour : day)) / times), {
            source: 'kubernetes',
            key: `${cluster}/${service.name}/scale/${on}-${n}`,
            kind: 'scale',
            phase: 'finished',
            title: `Replicas ${before} → ${replicas}`,
            summary: 'HorizontalPodAutoscaler',
            services: [service.name],
            environment: 'production',
            actor: { name: 'system:hpa', kind: 'automation' },
            tags: { cluster, team: service.team },
          });
        }
      }
};

/** What else robots do: nightly scans, certificates, migrations, Terraform, a controller that fights another. */
export const otherRobots = (it: Company, to: Telling): void => {
  const { one, number, of300, below } = it;
  for (const service of it.services)
    for (let on = 0; on < 7; on++)
      workflowRun(to, {
        service: service.name,
        by: bot('github-actions'),
        name: 'Nightly scan',
        event: 'schedule',
        id: number(),
        sha: it.sha(),
        title: 'Nightly scan',
        at: monday + on * day + 2 * hour + below(hour),
        tookMs: 4 * minute,
        failed: it.chance() < 0.02,
      });
  const told = (source: string, kind: string, title: string, service: Service, at: number, name: string) =>
    report(to, at, {
      source,
      key: `${kind}-${number()}`,
      kind,
      phase: 'finished',
      title,
      services: [service.name],
      environment: 'production',
      actor: { name, kind: 'automation' },
      tags: { team: service.team },
    });
  for (let n = 0; n < of300(60); n++)
    told(
      'cert-manager',
      'certificate',
      'Renew the certificate',
      one(it.services),
      it.atAnyTime(),
      'cert-manager',
    );
  for (let n = 0; n < of300(120); n++)
    told(
      'migrations',
      'schema',
      `Migration ${100 + n}_add_column`,
      one(it.services),
      it.atWork(),
      'flyway-bot',
    );
  for (let n = 0; n < of300(150); n++)
    told(
      'terraform',
      'infrastructure',
      `Terraform apply core-${below(9)}`,
      one(it.services),
      it.atWork(),
      'terraform',
    );
  for (let n = 0; n < of300(12); n++) {
    const service = one(it.services);
    const from = it.atAnyTime();
    for (let at = from; at < from + 5 * hour; at += 2 * minute)
      told('flux', 'config', `Reconcile ${service.name}-${below(1e6).toString(36)}`, service, at, 'flux');
  }
};
