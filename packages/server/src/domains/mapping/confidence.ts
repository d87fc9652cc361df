/**
 * How far it is to be believed that a report is about the services that were found for it.
 *
 * | found by | | why |
 * |---|--:|---|
 * | a person's rule | 1 | somebody who knows has said so |
 * | the catalog's join | 0.95 | the id is the sender's own; a descriptor may be out of date |
 * | a join that several share, narrowed by a name or a path | 0.9 | two things have to agree |
 * | a name or alias | 0.9 | senders are set up by people who know the name; two things may be called the same |
 * | a name but for its separators | 0.8 | `pricing_api` is `pricing-api` nearly always |
 * | the source's own default | 0.5 | true of most of what it sends, or nobody would have set it |
 * | a join that several share, not narrowed | 0.4 | the change is about some of them |
 * | nothing | 0 | the sender's words stand |
 */
export const confidence = {
  rule: 1,
  join: 0.95,
  narrowed: 0.9,
  name: 0.9,
  loosely: 0.8,
  default: 0.5,
  shared: 0.4,
  none: 0,
} as const;
