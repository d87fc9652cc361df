import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'Flux',
  group: 'delivery',
  brings:
    'What kustomize-controller and helm-controller apply, upgrade and roll back, and the commits of image automation.',
  proof: 'signature',
  steps: [
    'Keep the secret in the cluster: kubectl -n flux-system create secret generic nightjar --from-literal=token={secret}',
    'In the block below, name the cluster in eventMetadata: it becomes the environment.',
    'Commit the block to the repository that Flux reads, or kubectl apply -f it. Flux sends the next event that comes.',
  ],
  paste: {
    label: 'nightjar.yaml',
    language: 'yaml',
    text: `apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Provider
metadata:
  name: nightjar
  namespace: flux-system
spec:
  type: generic-hmac
  address: {url}
  secretRef:
    name: nightjar
---
apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Alert
metadata:
  name: nightjar
  namespace: flux-system
spec:
  providerRef:
    name: nightjar
  eventSeverity: info
  eventMetadata:
    cluster: production
  eventSources:
    - kind: Kustomization
      name: '*'
    - kind: HelmRelease
      name: '*'
    - kind: ImageUpdateAutomation
      name: '*'
`,
  },
  docs: 'https://fluxcd.io/flux/components/notification/providers/#generic-webhook-with-hmac',
};
