import { isPlaceholder, targetOf } from '@nightjar/descriptors/backstage/placeholder';
import type { Description, File } from '@nightjar/descriptors/description';
import { readDescriptors } from '@nightjar/descriptors/read-descriptors';
import type { About, Asked, FileReader, ReadText } from './read-files.ts';

const descriptor = /(^|\/)(catalog-info|effx)\.ya?ml$/i;

/** Folders of what is not the repository's own, or not meant: a template's descriptor describes nothing that runs. */
const aside = /(^|\/)(node_modules|vendor|third_party|testdata|fixtures|__fixtures__|templates?)\//i;

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** The files that a description names: the targets of a Location, and what its placeholders stand for. */
const namedIn = ({ entity, place, says: { rest = {} } }: Description): Asked[] => {
  const definition = rest['spec.definition'];
  const texts = isPlaceholder(definition) ? [targetOf(definition)] : [];
  const locations = entity.startsWith('location:')
    ? [...listOf(rest['spec.target']), ...listOf(rest['spec.targets'])].filter((it) => typeof it === 'string')
    : [];
  return [
    ...texts.map((target) => ({ is: 'text' as const, from: place, target })),
    ...locations.map((target) => ({ is: 'location' as const, from: place, target })),
  ];
};

const readDescriptorFile = (file: File, about: About): ReadText => {
  const { documents } = readDescriptors(file.text, { ...about, path: file.path });
  const descriptions = documents.flatMap((document) => (document.is === 'read' ? document.descriptions : []));
  return {
    descriptions,
    faults: documents.flatMap((document) => (document.is === 'refused' ? [document.fault] : [])),
    asksFor: descriptions.flatMap(namedIn),
  };
};

/** Reads what repositories hold for the catalog. */
export const fileReader: FileReader = {
  wants: (path) => descriptor.test(path) && !aside.test(path),
  read: (files, about) => {
    const read = files.map((file) => readDescriptorFile(file, about));
    return {
      descriptions: read.flatMap(({ descriptions }) => descriptions),
      faults: read.flatMap(({ faults }) => faults),
      asksFor: read.flatMap(({ asksFor }) => asksFor),
    };
  },
};
