import { CORE_SCHEMA, defineMappingTag, mapTag, mergeTag } from 'js-yaml';

/** Maps as plain objects, without the one key that could reach a prototype. */
const map = defineMappingTag<Record<string, unknown>>(mapTag.tagName, {
  create: mapTag.create,
  identify: mapTag.identify,
  represent: mapTag.represent,
  addPair: (carrier, key, value) =>
    key === '__proto__'
      ? 'the key "__proto__" is not taken'
      : key !== null && typeof key === 'object'
        ? 'a list or map cannot be a key'
        : mapTag.addPair(carrier, key, value),
  has: mapTag.has,
  keys: mapTag.keys,
  get: mapTag.get,
});

/** YAML 1.2 core, so `no` and `2026-01-01` are words, with the merge key `<<` that Backstage reads too. */
export const schema = CORE_SCHEMA.withTags(mergeTag, map);
