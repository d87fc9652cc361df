import { idOfContent, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';
import { eventIn, isHandshake, nameOfDelivery, unpack } from './envelope.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

/** Events of AWS services, through an EventBridge API destination, or through SNS. */
export const eventBridge: Source = {
  name: 'eventbridge',
  setup,
  reading: 2,
  keeps: ['x-amz-sns-message-type', 'x-amz-sns-topic-arn'],
  verify: tokenIn('x-api-key'),
  unpack,
  identify: (_, body, value) => ({
    delivery: nameOfDelivery(value) ?? idOfContent(body),
    event: isHandshake(value) ? 'SubscriptionConfirmation' : (eventIn(value)?.type.slice(0, 100) ?? 'event'),
  }),
  map,
};
