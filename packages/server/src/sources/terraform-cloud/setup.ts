import type { Setup } from '../source.ts';

export const setup: Setup = {
  title: 'HCP Terraform',
  group: 'infrastructure',
  brings: 'Runs that plan and apply, and drift that health assessments find.',
  proof: 'signature',
  steps: [
    'In HCP Terraform or Terraform Enterprise, open the workspace, then Settings, then Notifications. For all workspaces of a project at once, open the project, then Settings, then Notifications.',
    'Click Create a notification, and choose the destination Webhook.',
    'Name: Nightjar. Webhook URL: {url}',
    'Token: {secret}. Without it the notifications are not signed, and are refused here.',
    'Health events: All events. Run events: All events.',
    'Click Create notification. HCP Terraform sends a verification at once, and the page shows that it was answered with 200.',
  ],
  docs: 'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/settings/notifications',
};
