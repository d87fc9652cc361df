import type { Setup } from '../source.ts';

/** Variables of Datadog's webhooks integration (docs.datadoghq.com, "Webhooks"). Datadog escapes what it puts in their places. */
const payload = `{
  "id": "$ID",
  "event_type": "$EVENT_TYPE",
  "title": "$EVENT_TITLE",
  "body": "$TEXT_ONLY_MSG",
  "date": "$DATE",
  "last_updated": "$LAST_UPDATED",
  "aggregation_key": "$AGGREG_KEY",
  "alert_id": "$ALERT_ID",
  "alert_title": "$ALERT_TITLE",
  "alert_transition": "$ALERT_TRANSITION",
  "alert_type": "$ALERT_TYPE",
  "alert_priority": "$ALERT_PRIORITY",
  "alert_scope": "$ALERT_SCOPE",
  "alert_status": "$ALERT_STATUS",
  "alert_query": "$ALERT_QUERY",
  "hostname": "$HOSTNAME",
  "link": "$LINK",
  "tags": "$TAGS",
  "user": "$USERNAME",
  "org": { "id": "$ORG_ID", "name": "$ORG_NAME" }
}`;

export const setup: Setup = {
  title: 'Datadog',
  group: 'alerts',
  brings: 'Monitors that fire and recover, and events about deploys.',
  proof: 'token',
  steps: [
    'In Datadog, open Integrations, then the tile Webhooks, then New under Webhooks.',
    'Name: nightjar. URL: {url}',
    'Payload: delete what stands there, and paste the payload below. Leave Encode as form unticked.',
    'Tick Custom Headers, and enter {"Authorization": "Bearer {secret}"}',
    'Save. Then write @webhook-nightjar into the message of each monitor, or add one notification rule for all of them (Monitors, Settings, Notification Rules) with @webhook-nightjar as recipient.',
    'For deploys: write @webhook-nightjar into the text of the events that your pipelines post to Datadog, and tag them with service, env and version.',
  ],
  paste: { label: 'Payload', language: 'json', text: payload },
  docs: 'https://docs.datadoghq.com/integrations/webhooks/',
};
