import { ECSClient, type ECSClientConfig } from '@aws-sdk/client-ecs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Description } from '@nightjar/descriptors/description';
import type { Discoverer, Discovering } from '../discoverer.ts';
import { type Definitions, lookAtEcs } from './ecs.ts';
import { describeEcs } from './ecs-map.ts';
import { lookAtLambda } from './lambda.ts';
import { describeLambda } from './lambda-map.ts';
import { Unanswered, unanswered } from './pages.ts';

export type AwsOptions = {
  readonly region: string;
  readonly everyMs: number;
  /** Instead of AWS: a private endpoint, or what speaks like it. */
  readonly endpoint?: string | undefined;
  /** Found as the SDK finds them, if not given: a role of the machine or the task, a profile, the environment. */
  readonly credentials?: ECSClientConfig['credentials'];
  readonly answerMs?: number;
  /** Of one request; between them the SDK waits, longer each time, and slows down by itself while it is throttled. */
  readonly attempts?: number;
};

const configOf = ({ region, endpoint, credentials, answerMs = 30_000, attempts = 6 }: AwsOptions) => ({
  region,
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(credentials === undefined ? {} : { credentials }),
  maxAttempts: attempts,
  retryMode: 'adaptive',
  requestHandler: {
    connectionTimeout: answerMs,
    requestTimeout: answerMs,
    throwOnRequestTimeout: true,
    socketTimeout: answerMs,
  },
});

/** `arn:aws:ecs:eu-west-1:123456789012:service/…`: the account. */
const accountIn = (arns: readonly (string | undefined)[]): string | undefined =>
  arns.map((arn) => arn?.split(':')[4]).find((account) => /^\d{12}$/.test(account ?? ''));

type Part = {
  readonly by: 'ecs' | 'lambda';
  readonly look: () => Promise<{
    readonly descriptions: readonly Description[];
    readonly arns: readonly (string | undefined)[];
    readonly missing: readonly string[];
  }>;
};

const lookAt = async ({ by, look }: Part, region: string, discovering: Discovering): Promise<void> => {
  const { report, reached, unreachable, recall, keep, signal } = discovering;
  const known = await recall('account');
  const originOf = (account: unknown) =>
    typeof account === 'string' ? `aws ${account} ${region}` : `aws ${region}`;
  const looked = await look().catch((error: unknown) => {
    signal.throwIfAborted();
    return unanswered(error);
  });
  if (looked instanceof Unanswered) return unreachable(by, originOf(known), looked.message);
  const { descriptions, arns, missing } = looked;
  // A region with nothing in it does not say whose it is.
  const account = accountIn(arns) ?? known;
  if (account !== undefined && account !== known) await keep('account', account);
  const whole = missing.length === 0;
  await report({ by, origin: originOf(account), whole, descriptions });
  await reached(by, originOf(account), descriptions.length);
  return whole ? undefined : unreachable(by, originOf(account), missing.join('; '));
};

/** Looks at ECS and Lambda in one region: reads, and nothing else. Either is told alone. */
export const aws = (options: AwsOptions): Discoverer => {
  const { region, everyMs } = options;
  const definitions: Definitions = new Map();
  return {
    name: `aws ${region}`,
    everyMs,
    run: async (discovering) => {
      const { signal } = discovering;
      const [ecs, lambda] = [new ECSClient(configOf(options)), new LambdaClient(configOf(options))];
      const parts: readonly Part[] = [
        {
          by: 'ecs',
          look: async () => {
            const { found, missing } = await lookAtEcs({ client: ecs, signal }, definitions);
            const arns = found.map(({ service }) => service.serviceArn);
            return { descriptions: describeEcs(found), arns, missing };
          },
        },
        {
          by: 'lambda',
          look: async () => {
            const functions = await lookAtLambda({ client: lambda, signal });
            const arns = functions.map(({ configuration }) => configuration.FunctionArn);
            return { descriptions: describeLambda(functions), arns, missing: [] };
          },
        },
      ];
      try {
        for (const part of parts) await lookAt(part, region, discovering);
      } finally {
        ecs.destroy();
        lambda.destroy();
      }
    },
  };
};
