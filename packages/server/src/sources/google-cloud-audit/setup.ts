import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'Google Cloud audit logs',
  group: 'infrastructure',
  brings:
    'Deploys to Cloud Run, GKE, functions and App Engine, and changes of databases, machines, networks and access.',
  proof: 'token',
  steps: [
    'In the Google Cloud console, open Pub/Sub, Topics, Create topic; name it nightjar-audit, without a default subscription.',
    'Open the topic, then Create subscription. Delivery type: Push. Endpoint URL: {url}?key={secret}',
    'Leave Enable authentication and Enable payload unwrapping unticked. Retry policy: Retry after exponential backoff delay. Create.',
    'Open Logging, then Log Router, then Create sink (of the project, or of the organisation with its children). Destination: Cloud Pub/Sub topic, nightjar-audit.',
    'Paste the filter below under Choose logs to include in sink. Create sink. The console grants the sink’s writer identity the role Pub/Sub Publisher on the topic; where it does not, grant it under IAM.',
  ],
  paste: {
    label: 'Inclusion filter of the sink',
    language: 'text',
    text: `(log_id("cloudaudit.googleapis.com/activity") OR log_id("cloudaudit.googleapis.com/system_event"))
-protoPayload.methodName=~"^io\\.k8s\\.(coordination|events|discovery)"
-protoPayload.authenticationInfo.principalEmail=~"^system:(node|kube-|addon-|apiserver)"
-protoPayload.serviceName="oslogin.googleapis.com"`,
  },
  docs: 'https://cloud.google.com/logging/docs/export/configure_export_v2',
};
