import type { File } from '../description.ts';
import { at, fieldsAt, listAt, textAt, textOf } from '../unknown.ts';
import { pairsOf } from './merge.ts';
import { type Service, within } from './project.ts';
import { type Variables, variablesOfFile } from './variables.ts';

/** A variable of a service; `file` where an env file brings it with all its others. */
export type Setting = { readonly name: string; readonly value: string; readonly file: string | null };

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

export const envFilesOf = ({ settings, place }: Service): string[] =>
  [at(settings, 'env_file')]
    .flat()
    .flatMap((entry) => within(folderOf(place), textOf(entry) ?? textAt(entry, 'path') ?? '') ?? []);

/** Its own variables win over those of its env files; one without a value takes the project's. */
export const settingsOf = (
  service: Service,
  project: Variables,
  files: ReadonlyMap<string, File>,
): Setting[] => {
  const all = new Map<string, Setting>();
  for (const path of envFilesOf(service)) {
    const text = files.get(path)?.text;
    if (text === undefined) continue;
    for (const [name, value] of Object.entries(variablesOfFile(text, project)))
      all.set(name, { name, value, file: path });
  }
  for (const [name, value] of Object.entries(pairsOf(service.settings['environment']))) {
    const known = value ?? (Object.hasOwn(project, name) ? project[name] : undefined);
    if (known !== undefined && known !== null) all.set(name, { name, value: known, file: null });
  }
  return [...all.values()];
};

/** Its labels, on containers and on the service of a swarm. */
export const labelsOf = ({ settings }: Service): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...pairsOf(settings['labels']), ...pairsOf(at(settings, 'deploy', 'labels')) }).flatMap(
      ([key, value]) => (value === null ? [] : [[key, value]]),
    ),
  );

/** The ports it listens on: `"8080"`, `"127.0.0.1:80:8080/tcp"`, `{target: 8080}`, and what it exposes. */
export const portsOf = ({ settings }: Service): number[] =>
  [...listAt(settings, 'ports'), ...listAt(settings, 'expose')].flatMap((port) => {
    const text = textAt(port, 'target') ?? textOf(port) ?? '';
    const number = Number(
      text
        .replace(/\/\w+$/, '')
        .split(':')
        .at(-1),
    );
    return Number.isInteger(number) && number > 0 ? [number] : [];
  });

export const mountsOf = ({ settings }: Service): string[] =>
  listAt(settings, 'volumes').flatMap((volume) => {
    const target = textAt(volume, 'target') ?? textOf(volume)?.split(':')[1];
    return target === undefined ? [] : [target];
  });

const words = (value: unknown): string[] =>
  typeof value === 'string' ? value.split(/\s+/) : [value].flat().flatMap((word) => textOf(word) ?? []);

export const commandOf = ({ settings }: Service): string[] => [
  ...words(settings['entrypoint']),
  ...words(settings['command']),
];

/** The program that checks its health runs in the same image: `["CMD", "ruby", "-e", …]`. */
export const healthProgramOf = ({ settings }: Service): string[] => {
  const [how, program] = words(at(settings, 'healthcheck', 'test'));
  return how === 'CMD' && program !== undefined ? [program] : [];
};

/** The names under which others of the project reach it. */
export const hostsOf = ({ name, settings }: Service): string[] => [
  name,
  ...[textAt(settings, 'container_name'), textAt(settings, 'hostname')].flatMap((one) => one ?? []),
  ...Object.values(fieldsAt(settings, 'networks')).flatMap((network) =>
    listAt(network, 'aliases').flatMap((alias) => textOf(alias) ?? []),
  ),
];
