import type { Description, Fault, File } from '../description.ts';
import { readDescriptors } from '../read-descriptors.ts';
import { type Asked, asksOf, pathFrom, targetMatcher } from './asks.ts';
import { isDescriptor } from './wanted.ts';

export type About = {
  /** Names what was looked at: `github.com/acme/shop`, `folder /srv/shop`. */
  readonly origin: string;
  /** The repository's web address. */
  readonly repository?: string;
  /** What addresses that `$text` names hold, as far as the caller has fetched them. */
  readonly resolved?: ReadonlyMap<string, string>;
  /** Files to be read as descriptors, whatever they are called. */
  readonly descriptors?: ReadonlySet<string>;
};

export type Declared = {
  readonly descriptions: readonly Description[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** What is named and not among the files. */
  readonly asksFor: readonly Asked[];
  /** Descriptors that are templates: `${{ values.name }}` stands where names will. */
  readonly templates: readonly string[];
  /** Files that were read as descriptors: what they do not say now, they do not say. */
  readonly read: ReadonlySet<string>;
  /** Those among them that are descriptors only because somebody named them: the next look at all files passes them by. */
  readonly named: ReadonlySet<string>;
};

const saysSo =
  /^["']?(?:apiVersion["']?\s*:\s*["']?(?:[\w.-]+\.)?backstage\.io\/|version["']?\s*:\s*["']?effx\/)/m;
const isByItself = ({ path, text }: File): boolean =>
  isDescriptor(path) || (/\.ya?ml$/i.test(path) && saysSo.test(text));
const isTemplate = (text: string): boolean =>
  text.includes('${{') && /\$\{\{\s*(?:values|parameters|cookiecutter)\b/.test(text);

/** Texts that the files themselves hold, by what a placeholder of this file calls them. */
const resolvedFor = (file: File, asks: readonly Asked[], files: ReadonlyMap<string, File>, about: About) => {
  const resolved = new Map(about.resolved);
  for (const { target } of asks) {
    const text = files.get(pathFrom(file.path, target) ?? '')?.text;
    if (text !== undefined) resolved.set(target, text);
  }
  return resolved;
};

const matching = (target: string): ((file: File) => boolean) => {
  const matches = targetMatcher(target);
  return ({ path }) => matches(path);
};

/** Descriptors by their name or their first words, and those that Locations lead to, in as many rounds as it takes. */
export const readDeclared = (all: readonly File[], about: About): Declared => {
  const files = new Map(all.map((file) => [file.path, file]));
  const queue = all.filter((file) => isByItself(file) || about.descriptors?.has(file.path));
  const named = new Set(queue.filter((file) => !isByItself(file)).map(({ path }) => path));
  const seen = new Set(queue.map(({ path }) => path));
  const descriptions: Description[] = [];
  const faults: Fault[] = [];
  const warnings: Fault[] = [];
  const asksFor: Asked[] = [];
  const templates: string[] = [];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const { path, text } = file;
    if (isTemplate(text)) {
      templates.push(path);
      continue;
    }
    const where = {
      path,
      origin: about.origin,
      ...(about.repository !== undefined && { repository: about.repository }),
    };
    const readAs = (resolved: ReadonlyMap<string, string>) => readDescriptors(text, { ...where, resolved });
    const described = (reading: ReturnType<typeof readAs>) =>
      reading.documents.flatMap((document) => (document.is === 'read' ? document.descriptions : []));
    let reading = readAs(new Map(about.resolved));
    const texts = asksOf(described(reading)).filter(({ is }) => is === 'text');
    if (texts.length > 0) reading = readAs(resolvedFor(file, texts, files, about));
    for (const document of reading.documents)
      if (document.is === 'refused') faults.push(document.fault);
      else warnings.push(...document.warnings);
    descriptions.push(...described(reading));
    for (const asked of asksOf(described(reading))) {
      const target = pathFrom(path, asked.target);
      const led = asked.is === 'location' && target !== undefined ? all.filter(matching(target)) : [];
      if (led.length === 0) asksFor.push(asked);
      for (const one of led)
        if (!seen.has(one.path)) {
          seen.add(one.path);
          if (named.has(path)) named.add(one.path);
          queue.push(one);
        }
    }
  }
  const read = new Set([...seen].filter((path) => !templates.includes(path)));
  return { descriptions, faults, warnings, asksFor, templates, read, named };
};
