import type { Setup } from '../source.ts';
import { template } from './template.ts';

export const setup: Setup = {
  title: 'Argo CD',
  group: 'delivery',
  brings:
    'Every sync: who or what began it, the images it brought, and whether the application came up healthy.',
  proof: 'token',
  steps: [
    'Keep the token beside Argo CD: kubectl -n argocd patch secret argocd-notifications-secret --type merge -p \'{"stringData":{"nightjar-token":"{secret}"}}\'',
    'Save the block below as nightjar.yaml. Where your argocd-notifications-cm has subscriptions already, add the two lines to them instead.',
    'kubectl -n argocd patch configmap argocd-notifications-cm --patch-file nightjar.yaml. The controller reads it by itself.',
    'Sync any application: it is here within seconds. For chosen applications only, leave subscriptions out and annotate them with notifications.argoproj.io/subscribe.nightjar.nightjar: "".',
  ],
  paste: { label: 'nightjar.yaml', language: 'yaml', text: template },
  docs: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/services/webhook/',
};
