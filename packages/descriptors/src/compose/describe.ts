import { entityOfAnnotations, saysOfAnnotations } from '../annotate/says-of-annotations.ts';
import type { Description, Fault, File, Says } from '../description.ts';
import { type Draft, put } from '../draft.ts';
import { edgesOf } from '../evidence/edges.ts';
import { engineOf } from '../evidence/engine.ts';
import { imageOf } from '../evidence/image.ts';
import { environmentOf, systemOf, tagsOf, teamOf, teamRef } from '../evidence/labels.ts';
import { languageOf } from '../evidence/language.ts';
import { namedBeside } from '../evidence/named-beside.ts';
import { resourceOf } from '../evidence/resource-attributes.ts';
import { type Ref, refOf } from '../ref.ts';
import { tierAmong } from '../tier.ts';
import { at, textAt, textOf } from '../unknown.ts';
import { callsIn, type Stack } from './calls.ts';
import { pairsOf } from './merge.ts';
import { projectOf, type Service, within } from './project.ts';
import { commandOf, healthProgramOf, labelsOf, mountsOf, portsOf, settingsOf } from './settings.ts';
import { type Variables, variablesOfFile } from './variables.ts';

export type Stackfiles = {
  /** In the order of `-f`. */
  readonly files: readonly File[];
  /** The `.env` beside the first of them. */
  readonly env?: File;
  /** Others of the checkout: env files, and what is extended or included. */
  readonly beside?: readonly File[];
};

export type StackName = {
  /** What compose would call the project where the files do not: the folder's name. */
  readonly project: string;
  readonly environment?: string;
  /** The web address of the repository they lie in. */
  readonly repository?: string;
};

type Seen = {
  readonly service: Service;
  readonly ref: Ref;
  readonly name: string;
  readonly engine: ReturnType<typeof engineOf>;
};

/**
 * Names of a stack hold within the stack: there are as many `db` as there are stacks. A container's name holds on its
 * machine, so whoever gives one means it; else a resource is called as compose calls its container, `shop-db`.
 */
const seenOf = (service: Service, project: string): Seen => {
  const { settings } = service;
  const container = textAt(settings, 'container_name');
  const engine = engineOf({
    image: imageOf(textAt(settings, 'image') ?? '', service.name).name,
    ports: portsOf(service),
    mounts: mountsOf(service),
    stateful: false,
  });
  const own = container ?? (engine === null ? service.name : `${project}-${service.name}`);
  const ref =
    entityOfAnnotations({}, labelsOf(service)) ?? refOf(engine === null ? 'service' : 'resource', own);
  return { service, engine, ref, name: own };
};

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Where its source lies: the folder of its Dockerfile, for stacks that build everything from their root. */
const sourceOf = ({ settings, place }: Service, url: string | undefined): Says['repository'] => {
  const build = at(settings, 'build');
  const context = textOf(build) ?? textAt(build, 'context') ?? (build === undefined ? undefined : '.');
  if (context === undefined || url === undefined || /^[a-z+]+:\/\/|^git@/i.test(context)) return undefined;
  const path = within(folderOf(place), `${context}/${folderOf(textAt(build, 'dockerfile') ?? '')}`);
  return path === undefined ? undefined : { url, ...(path !== '' && { path }) };
};

const saysOf = (
  { service, name, engine }: Seen,
  stack: Stack,
  of: StackName,
  project: string | undefined,
): Says => {
  const { settings } = service;
  const labels = labelsOf(service);
  const own = settingsOf(service, stack.variables, stack.files).filter(({ file }) => file === null);
  const values = Object.fromEntries(own.map((setting) => [setting.name, setting.value]));
  const otel = resourceOf(values);
  const environment = of.environment ?? otel.environment ?? environmentOf(labels) ?? '';
  const version = imageOf(textAt(settings, 'image') ?? '', service.name).version ?? otel.version;
  const team = teamOf(labels);
  const system = systemOf(labels, name) ?? otel.namespace ?? project;
  const says: Draft = { deployment: 'compose' };
  put(says, 'type', engine?.type);
  put(says, 'tier', tierAmong(Object.entries(labels)) ?? otel.tier);
  if (engine === null) {
    const args = Object.keys(pairsOf(at(settings, 'build', 'args')));
    put(
      says,
      'language',
      languageOf(
        [...Object.keys(values), ...args],
        [...commandOf(service).slice(0, 1), ...healthProgramOf(service)],
      ),
    );
  }
  if (version !== undefined) put(says, 'versions', { [environment]: version });
  put(says, 'repository', sourceOf(service, of.repository));
  put(says, 'owners', team === undefined ? [] : [teamRef(team)]);
  const names = new Set([service.name, otel.name ?? name]);
  put(says, 'aliases', engine === null ? [...names].filter((alias) => alias !== name) : []);
  put(says, 'tags', { ...tagsOf(labels), ...(engine !== null && { engine: engine.engine }) });
  put(says, 'relations', [
    ...(system === undefined || system === name
      ? []
      : [{ type: 'partOf' as const, to: refOf('system', system) }]),
    ...(environment === '' ? [] : [{ type: 'runsIn' as const, to: refOf('environment', environment) }]),
  ]);
  const replicas = at(settings, 'deploy', 'replicas');
  if (typeof replicas === 'number') put(says, 'rest', { replicas });
  return says;
};

/** Tags, relations and the like that Nightjar's own labels say are said beside the others; of single words theirs count. */
const withSaid = (says: Says, said: Says): Says => ({
  ...says,
  ...said,
  ...(says.tags && { tags: { ...says.tags, ...said.tags } }),
  ...(says.relations && { relations: [...says.relations, ...(said.relations ?? [])] }),
  ...(says.aliases && { aliases: [...new Set([...says.aliases, ...(said.aliases ?? [])])] }),
});

/**
 * What a compose stack says: a service or resource a service of the file, its tier and version from OpenTelemetry's settings
 * where they are there. Values of variables and env files are looked through for hosts, and do not leave.
 */
export const describeStack = (
  { files, env, beside = [] }: Stackfiles,
  of: StackName,
): { descriptions: Description[]; faults: readonly Fault[] } => {
  const variables: Variables = env === undefined ? {} : variablesOfFile(env.text);
  const project = projectOf(files, variables, beside);
  const seen = project.services.map((service) => seenOf(service, project.name ?? of.project));
  const known = [...files, ...beside, ...(env === undefined ? [] : [env])];
  const stack: Stack = {
    services: seen.map(({ service, ref, engine }) => ({ service, ref, isResource: engine !== null })),
    variables,
    files: new Map(known.map((file) => [file.path, file])),
  };
  const calls = callsIn(stack);
  const descriptions = seen.map((one): Description => {
    const { claimed, possible } = edgesOf(one.ref, calls.get(one.ref) ?? []);
    const says = withSaid(saysOf(one, stack, of, project.name), saysOfAnnotations({}, labelsOf(one.service)));
    const relations = [...(says.relations ?? []), ...claimed];
    const rest = { ...says.rest, ...(possible.length > 0 && { possible }) };
    return {
      entity: one.ref,
      name: one.name,
      by: 'compose',
      place: one.service.place,
      line: one.service.line,
      ...(one.engine !== null && { confidence: one.engine.confidence }),
      says: {
        ...says,
        ...(relations.length > 0 && { relations }),
        ...(Object.keys(rest).length > 0 && { rest }),
      },
    };
  });
  return { descriptions: [...descriptions, ...namedBeside(descriptions)], faults: project.faults };
};
