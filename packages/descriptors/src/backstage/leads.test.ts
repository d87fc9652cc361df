import { expect, test } from 'vitest';
import { readDescriptors } from '../read-descriptors.ts';
import { leadsOf } from './leads.ts';

test('placeholders and the targets of locations are what there is to fetch', () => {
  const text = `apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: prices}
spec: {type: openapi, lifecycle: production, owner: a, definition: {$text: ./openapi.yaml}}
---
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: {name: all}
spec: {target: ./a.yaml, targets: ['https://acme.com/b.yaml', {$text: ./no.yaml}]}
---
broken: "
`;
  expect(leadsOf(readDescriptors(text, { path: 'catalog-info.yaml', origin: 'o' }))).toEqual([
    { entity: 'api:default/prices', is: 'placeholder', target: './openapi.yaml' },
    { entity: 'location:default/all', is: 'descriptor', target: './a.yaml' },
    { entity: 'location:default/all', is: 'descriptor', target: 'https://acme.com/b.yaml' },
  ]);
});
