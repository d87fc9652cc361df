/**
 * What is pasted into Argo CD: a service, a template and a trigger (argo-cd.readthedocs.io, "Notifications"). Every value goes
 * through `toJson`, so that quotes in a message break nothing and what is absent is null. Manifests and parameters stay
 * where they are: they hold secrets.
 */
export const template = `apiVersion: v1
kind: ConfigMap
metadata:
  name: argocd-notifications-cm
  namespace: argocd
data:
  service.webhook.nightjar: |
    url: {url}
    headers:
      - name: Content-Type
        value: application/json
      - name: Authorization
        value: Bearer $nightjar-token
    retryMax: 3
  template.nightjar: |
    webhook:
      nightjar:
        method: POST
        body: |
          {
            "app": {{ toJson .app.metadata.name }},
            "namespace": {{ toJson .app.metadata.namespace }},
            "uid": {{ toJson .app.metadata.uid }},
            "project": {{ toJson .app.spec.project }},
            "destination": {{ toJson .app.spec.destination }},
            "repository": {{ if .app.spec.source }}{{ toJson .app.spec.source.repoURL }}{{ else }}null{{ end }},
            "phase": {{ toJson .app.status.operationState.phase }},
            "message": {{ toJson .app.status.operationState.message }},
            "startedAt": {{ toJson .app.status.operationState.startedAt }},
            "finishedAt": {{ toJson .app.status.operationState.finishedAt }},
            "initiatedBy": {{ toJson .app.status.operationState.operation.initiatedBy }},
            "revision": {{ with .app.status.operationState.syncResult }}{{ toJson .revision }}{{ else }}{{ toJson .app.status.sync.revision }}{{ end }},
            "health": {{ toJson .app.status.health.status }},
            "summary": {{ toJson .app.status.summary }},
            "argocdUrl": {{ toJson .context.argocdUrl }},
            "sentAt": "{{ (call .time.Now).UTC.Format "2006-01-02T15:04:05Z07:00" }}"
          }
  trigger.nightjar: |
    - when: app.status.operationState != nil and app.status.operationState.phase == 'Running'
      oncePer: '[app.status.operationState.startedAt, app.status.sync.revision]'
      send: [nightjar]
    - when: app.status.operationState != nil and app.status.operationState.phase == 'Succeeded' and app.status.health.status != 'Degraded'
      oncePer: '[app.status.operationState.startedAt, app.status.sync.revision, app.status.health.status == "Progressing"]'
      send: [nightjar]
    - when: app.status.operationState != nil and app.status.operationState.phase in ['Failed', 'Error']
      oncePer: '[app.status.operationState.startedAt, app.status.sync.revision]'
      send: [nightjar]
    - when: app.status.operationState != nil and app.status.operationState.phase == 'Succeeded' and app.status.health.status == 'Degraded'
      oncePer: '[app.status.operationState.startedAt, app.status.sync.revision]'
      send: [nightjar]
  subscriptions: |
    - recipients: [nightjar]
      triggers: [nightjar]
`;
