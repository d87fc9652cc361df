import type { Kind } from '../../change/observation.ts';

type Does = { readonly kind: Kind; readonly verb: string };

const deploy: Does = { kind: 'deploy', verb: 'Deploy' };
const rollBack: Does = { kind: 'deploy', verb: 'Roll back' };
const scale: Does = { kind: 'scale', verb: 'Scale' };
const infrastructure = (verb: string): Does => ({ kind: 'infrastructure', verb });

/** Stages that change something, by their type (spinnaker.io/docs/reference/pipeline/stages). Bakes, waits and checks are not among them. */
export const stageTypes: ReadonlyMap<string, Does> = new Map([
  ['deploy', deploy],
  ['deployManifest', deploy],
  ['deployService', deploy],
  ['cloneServerGroup', deploy],
  ['createServerGroup', deploy],
  ['patchManifest', { kind: 'config', verb: 'Patch' }],
  ['rollbackServerGroup', rollBack],
  ['rollbackCluster', rollBack],
  ['undoRolloutManifest', rollBack],
  ['enableServerGroup', { kind: 'deploy', verb: 'Enable a server group of' }],
  ['disableServerGroup', { kind: 'deploy', verb: 'Disable a server group of' }],
  ['disableCluster', { kind: 'deploy', verb: 'Disable old server groups of' }],
  ['rollingRestartManifest', { kind: 'deploy', verb: 'Restart' }],
  ['resizeServerGroup', scale],
  ['scaleManifest', scale],
  ['shrinkCluster', scale],
  ['scaleDownCluster', scale],
  ['terminateInstances', infrastructure('Terminate instances of')],
  ['destroyServerGroup', infrastructure('Destroy a server group of')],
  ['deleteManifest', infrastructure('Delete a manifest of')],
  ['deployCloudFormation', infrastructure('Deploy CloudFormation of')],
  ['upsertLoadBalancer', infrastructure('Change a load balancer of')],
  ['deleteLoadBalancer', infrastructure('Delete a load balancer of')],
  ['upsertSecurityGroup', infrastructure('Change a firewall of')],
]);
