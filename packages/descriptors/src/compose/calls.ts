import type { File } from '../description.ts';
import { confidence, ofHost } from '../evidence/confidence.ts';
import type { Evidence } from '../evidence/edges.ts';
import { hostsIn } from '../evidence/hosts.ts';
import { shareOf } from '../evidence/share.ts';
import { isSecret } from '../evidence/variable.ts';
import type { Ref } from '../ref.ts';
import { listAt, textOf } from '../unknown.ts';
import { namesOf } from './merge.ts';
import type { Service } from './project.ts';
import { commandOf, envFilesOf, hostsOf, portsOf, settingsOf } from './settings.ts';
import { type Variables, variablesOfFile } from './variables.ts';

export type Stack = {
  readonly services: readonly {
    readonly service: Service;
    readonly ref: Ref;
    readonly isResource: boolean;
  }[];
  readonly variables: Variables;
  readonly files: ReadonlyMap<string, File>;
};

type Neighbour = { readonly ref: Ref; readonly isResource: boolean; readonly ports: ReadonlySet<number> };
type Named = { readonly to: Ref; readonly confidence: number };

const namedIn = (variable: string, value: string, hosts: ReadonlyMap<string, Neighbour>): Named[] =>
  isSecret(variable)
    ? []
    : hostsIn(value).flatMap((host) => {
        const neighbour = hosts.get(host.host.toLowerCase());
        if (neighbour === undefined) return [];
        const sure = ofHost(host, neighbour.ports, variable);
        return sure === 0 ? [] : [{ to: neighbour.ref, confidence: sure }];
      });

/** Who of a stack seems to need whom, and why. */
export const callsIn = ({ services, variables, files }: Stack): Map<Ref, Evidence[]> => {
  const hosts = new Map<string, Neighbour>();
  for (const { service, ref, isResource } of services)
    for (const host of hostsOf(service))
      hosts.set(host.toLowerCase(), { ref, isResource, ports: new Set(portsOf(service)) });

  const readers = (path: string): number =>
    services.filter(({ service }) => envFilesOf(service).includes(path)).length;
  const share = (path: string, self: Ref): number => {
    const inFile = Object.entries(variablesOfFile(files.get(path)?.text ?? '', variables));
    const targets = new Set(
      inFile.flatMap(([name, value]) => namedIn(name, value, hosts).map(({ to }) => to)),
    );
    return shareOf(targets, readers(path), self);
  };

  const bySetting = (service: Service, self: Ref): Omit<Evidence, 'type'>[] =>
    settingsOf(service, variables, files).flatMap(({ name, value, file }) =>
      namedIn(name, value, hosts).map((named) => ({
        to: named.to,
        confidence: named.confidence * (file === null ? 1 : share(file, self)),
        why: file === null ? `env ${name}` : `env file ${file} ${name}`,
      })),
    );
  const byCommand = (service: Service): Omit<Evidence, 'type'>[] =>
    commandOf(service).flatMap((word) =>
      namedIn('', word, hosts).map((named) => ({ ...named, why: 'command' })),
    );
  const byLink = ({ settings }: Service): Omit<Evidence, 'type'>[] =>
    listAt(settings, 'links').flatMap((link) => {
      const neighbour = hosts.get((textOf(link) ?? '').split(':', 1)[0]?.toLowerCase() ?? '');
      return neighbour === undefined
        ? []
        : [{ to: neighbour.ref, confidence: confidence.link, why: 'links' }];
    });
  const byStart = ({ settings }: Service): Evidence[] =>
    namesOf(settings['depends_on']).flatMap((name) => {
      const neighbour = hosts.get(name.toLowerCase());
      if (neighbour === undefined) return [];
      const sure = neighbour.isResource ? confidence.startsAfterResource : confidence.startsAfter;
      return [
        { to: neighbour.ref, type: 'dependsOn', confidence: sure, why: 'starts after it (depends_on)' },
      ];
    });

  return new Map(
    services.map(({ service, ref }) => [
      ref,
      [
        ...[...bySetting(service, ref), ...byCommand(service), ...byLink(service)].map((one) => ({
          ...one,
          type: 'calls' as const,
        })),
        ...byStart(service),
      ],
    ]),
  );
};
