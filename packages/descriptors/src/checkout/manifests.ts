import { describeStack } from '../compose/describe.ts';
import type { Description, Fault, File } from '../description.ts';
import { describeObjects } from '../kubernetes/describe.ts';
import { objectsIn } from '../kubernetes/manifests.ts';
import { neededObject } from '../kubernetes/object.ts';
import { isAside, isCompose, isEnvFile, maybeManifest } from './wanted.ts';

export type Running = {
  readonly descriptions: readonly Description[];
  readonly faults: readonly Fault[];
  readonly templates: readonly string[];
};

const hasKind = /^["']?kind["']?\s*:\s*["']?(\w+)/gm;
const hasVersion = /^["']?apiVersion["']?\s*:/m;
/** Helm's own language, which is no YAML before it has run. */
const isTemplate = (text: string): boolean =>
  /\{\{-?\s*(?:[.$#]|\/\*|if|range|with|include|template|define|end|else|toYaml)/.test(text);

const isManifest = ({ path, text }: File): boolean =>
  maybeManifest(path) &&
  hasVersion.test(text) &&
  [...text.matchAll(hasKind)].some(([, kind = '']) => neededObject(kind) || kind === 'List');

/** All manifests of a checkout together: a Service of one file leads to a Deployment of another. */
export const describeManifests = (files: readonly File[], environment: string | undefined): Running => {
  const manifests = files.filter(isManifest);
  const templates = manifests.filter(({ text }) => isTemplate(text));
  const read = manifests.filter((file) => !templates.includes(file)).map(objectsIn);
  return {
    descriptions: describeObjects(
      read.flatMap(({ objects }) => objects),
      { cluster: '', ...(environment !== undefined && { environment }) },
    ),
    faults: read.flatMap(({ faults }) => faults),
    templates: templates.map(({ path }) => path),
  };
};

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** compose.yaml first, its override next, the others by name: as layers of one stack, which is what they are in one folder. */
const layerOf = ({ path }: File): string => {
  const name = nameOf(path).toLowerCase();
  if (/^(?:docker-)?compose\.ya?ml$/.test(name)) return `0${name}`;
  return /override/.test(name) ? `1${name}` : `2${name}`;
};

export type Of = { readonly origin: string; readonly environment?: string; readonly repository?: string };

/** A stack for each folder with compose files. */
export const describeStacks = (files: readonly File[], { origin, environment, repository }: Of): Running => {
  const stacks = Map.groupBy(
    files.filter(({ path }) => isCompose(path) && !isAside(path)),
    ({ path }) => folderOf(path),
  );
  const beside = files.filter(({ path }) => isCompose(path) || isEnvFile(path));
  const read = [...stacks].map(([folder, layers]) => {
    const env = files.find(({ path }) => path === (folder === '' ? '.env' : `${folder}/.env`));
    return describeStack(
      {
        files: layers.toSorted((a, b) => (layerOf(a) < layerOf(b) ? -1 : 1)),
        ...(env !== undefined && { env }),
        beside: beside.filter((file) => !layers.includes(file)),
      },
      {
        project: nameOf(folder) || nameOf(origin.replace(/(?<!\/)\/+$/, '')) || 'compose',
        ...(environment !== undefined && { environment }),
        ...(repository !== undefined && { repository }),
      },
    );
  });
  return {
    descriptions: read.flatMap(({ descriptions }) => descriptions),
    faults: read.flatMap(({ faults }) => faults),
    templates: [],
  };
};
